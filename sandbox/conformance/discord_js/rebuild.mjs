// Rebuilds what a bot has sent with discord.js's own builders, setter by setter: each validates what it is given.
// Reads JSON Lines from the standard input, {"method", "path", "body"} each, and writes {"kind", "place", "fault"?} each.
import { createInterface } from "node:readline";
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, ChannelSelectMenuBuilder, ComponentType, ContainerBuilder,
  ContextMenuCommandBuilder, LabelBuilder, MediaGalleryBuilder, MediaGalleryItemBuilder, MentionableSelectMenuBuilder,
  ModalBuilder, RoleSelectMenuBuilder,
  SectionBuilder, SeparatorBuilder, SlashCommandBuilder, SlashCommandStringOption, SlashCommandSubcommandBuilder,
  SlashCommandSubcommandGroupBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder, TextDisplayBuilder,
  TextInputBuilder, ThumbnailBuilder, UserSelectMenuBuilder, ApplicationCommandOptionType as Option,
} from "discord.js";

const given = (value) => value !== undefined && value !== null;

/** Calls the setter of every field that is given; a field without a setter is a fault. */
function set(builder, fields, setters) {
  for (const [field, value] of Object.entries(fields)) {
    if (!given(value) || !(field in setters)) continue;
    const setter = setters[field];
    if (typeof setter === "string") builder[setter](value);
    else if (setter !== null) setter(builder, value);
  }
  const unknown = Object.keys(fields).filter((field) => given(fields[field]) && !(field in setters));
  if (unknown.length > 0) throw new Error(`no builder takes ${unknown.join(", ")}`);
  return builder;
}

const emoji = ({ id, name, animated }) => ({ ...(id ? { id } : {}), ...(name ? { name } : {}), ...(animated ? { animated } : {}) });
const SELECT = {
  type: null, id: "setId", custom_id: "setCustomId", placeholder: "setPlaceholder", min_values: "setMinValues",
  max_values: "setMaxValues", disabled: "setDisabled", required: "setRequired",
};
const OPTION = {
  label: "setLabel", value: "setValue", description: "setDescription", default: "setDefault",
  emoji: (builder, value) => builder.setEmoji(emoji(value)),
};

const components = {
  [ComponentType.ActionRow]: (it) => set(new ActionRowBuilder(), it, {
    type: null, id: "setId", components: (builder, list) => builder.setComponents(list.map(component)),
  }),
  [ComponentType.Button]: (it) => set(new ButtonBuilder(), it, {
    type: null, id: "setId", custom_id: "setCustomId", label: "setLabel", style: "setStyle", disabled: "setDisabled",
    url: "setURL", emoji: (builder, value) => builder.setEmoji(emoji(value)),
  }),
  [ComponentType.StringSelect]: (it) => set(new StringSelectMenuBuilder(), it, {
    ...SELECT,
    options: (builder, list) => builder.setOptions(list.map((each) => set(new StringSelectMenuOptionBuilder(), each, OPTION))),
  }),
  [ComponentType.UserSelect]: (it) => set(new UserSelectMenuBuilder(), it, {
    ...SELECT, default_values: (builder, list) => builder.setDefaultUsers(list.map((each) => String(each.id))),
  }),
  [ComponentType.RoleSelect]: (it) => set(new RoleSelectMenuBuilder(), it, {
    ...SELECT, default_values: (builder, list) => builder.setDefaultRoles(list.map((each) => String(each.id))),
  }),
  [ComponentType.MentionableSelect]: (it) => set(new MentionableSelectMenuBuilder(), it, {
    ...SELECT, default_values: (builder, list) => builder.setDefaultValues(list.map((each) => ({ ...each, id: String(each.id) }))),
  }),
  [ComponentType.ChannelSelect]: (it) => set(new ChannelSelectMenuBuilder(), it, {
    ...SELECT, channel_types: "setChannelTypes",
    default_values: (builder, list) => builder.setDefaultChannels(list.map((each) => String(each.id))),
  }),
  [ComponentType.TextInput]: (it) => set(new TextInputBuilder(), it, {
    type: null, id: "setId", custom_id: "setCustomId", style: "setStyle", min_length: "setMinLength",
    max_length: "setMaxLength", required: "setRequired", value: "setValue", placeholder: "setPlaceholder", label: "setLabel",
  }),
  [ComponentType.Section]: (it) => set(new SectionBuilder(), it, {
    type: null, id: "setId",
    components: (builder, list) => builder.addTextDisplayComponents(list.map(component)),
    accessory: (builder, value) => value.type === ComponentType.Button
      ? builder.setButtonAccessory(component(value)) : builder.setThumbnailAccessory(component(value)),
  }),
  [ComponentType.TextDisplay]: (it) => set(new TextDisplayBuilder(), it, { type: null, id: "setId", content: "setContent" }),
  [ComponentType.Thumbnail]: (it) => set(new ThumbnailBuilder(), it, {
    type: null, id: "setId", description: "setDescription", spoiler: "setSpoiler",
    media: (builder, value) => builder.setURL(value.url),
  }),
  [ComponentType.MediaGallery]: (it) => set(new MediaGalleryBuilder(), it, {
    type: null, id: "setId",
    items: (builder, list) => builder.addItems(list.map((each) => set(new MediaGalleryItemBuilder(), each, {
      description: "setDescription", spoiler: "setSpoiler", media: (item, value) => item.setURL(value.url),
    }))),
  }),
  [ComponentType.Separator]: (it) => set(new SeparatorBuilder(), it, {
    type: null, id: "setId", divider: "setDivider", spacing: "setSpacing",
  }),
  [ComponentType.Container]: (it) => set(new ContainerBuilder(), it, {
    type: null, id: "setId", accent_color: "setAccentColor", spoiler: "setSpoiler",
    components: (builder, list) => list.forEach((each) => {
      const adders = {
        [ComponentType.ActionRow]: "addActionRowComponents", [ComponentType.TextDisplay]: "addTextDisplayComponents",
        [ComponentType.Section]: "addSectionComponents", [ComponentType.Separator]: "addSeparatorComponents",
        [ComponentType.MediaGallery]: "addMediaGalleryComponents",
      };
      if (!(each.type in adders)) throw new Error(`no container takes a component of type ${each.type}`);
      builder[adders[each.type]](component(each));
    }),
  }),
  [ComponentType.Label]: (it) => set(new LabelBuilder(), it, {
    type: null, id: "setId", label: "setLabel", description: "setDescription",
    component: (builder, value) => {
      const setters = {
        [ComponentType.TextInput]: "setTextInputComponent", [ComponentType.StringSelect]: "setStringSelectMenuComponent",
        [ComponentType.ChannelSelect]: "setChannelSelectMenuComponent",
      };
      if (!(value.type in setters)) throw new Error(`no label takes a component of type ${value.type}`);
      builder[setters[value.type]](component(value));
    },
  }),
};

function component(it) {
  if (!(it.type in components)) throw new Error(`there is no component of type ${it.type}`);
  return components[it.type](it);
}

const NAMED = {
  type: null, name: "setName", description: "setDescription", name_localizations: "setNameLocalizations",
  description_localizations: "setDescriptionLocalizations",
};
const VALUED = {
  ...NAMED, required: "setRequired", autocomplete: "setAutocomplete", min_length: "setMinLength", max_length: "setMaxLength",
  min_value: "setMinValue", max_value: "setMaxValue",
  channel_types: (builder, value) => builder.addChannelTypes(...value),
  choices: (builder, value) => builder.addChoices(...value),
};
const ADD = {
  [Option.String]: "addStringOption", [Option.Integer]: "addIntegerOption", [Option.Boolean]: "addBooleanOption",
  [Option.User]: "addUserOption", [Option.Channel]: "addChannelOption", [Option.Role]: "addRoleOption",
  [Option.Mentionable]: "addMentionableOption", [Option.Number]: "addNumberOption", [Option.Attachment]: "addAttachmentOption",
};

function options(builder, list) {
  for (const each of list) {
    if (each.type === Option.Subcommand) builder.addSubcommand(set(new SlashCommandSubcommandBuilder(), each, { ...NAMED, options }));
    else if (each.type === Option.SubcommandGroup) {
      builder.addSubcommandGroup(set(new SlashCommandSubcommandGroupBuilder(), each, { ...NAMED, options }));
    } else builder[ADD[each.type]]((option) => set(option, each, VALUED));
  }
  return builder;
}

const PLACED = {
  nsfw: (builder, value) => value && builder.setNSFW(true), contexts: "setContexts", integration_types: "setIntegrationTypes",
  default_member_permissions: "setDefaultMemberPermissions", dm_permission: null, options,
};
const command = (it) => (it.type ?? 1) === 1
  ? set(new SlashCommandBuilder(), it, { ...NAMED, ...PLACED })
  : set(new ContextMenuCommandBuilder(), it, { ...NAMED, ...PLACED, type: "setType", description: null, description_localizations: null, options: null });
const modal = (it) => set(new ModalBuilder(), it, {
  custom_id: "setCustomId", title: "setTitle", components: (builder, list) => builder.addLabelComponents(list.map(component)),
});

/** Where what was built is not what was sent; the builders leave out what is at its default. */
function difference(sent, built, place) {
  if (!given(sent) || sent === false || sent === "") return given(built) && built !== false && built !== "" ? place : null;
  if (Array.isArray(sent)) {
    if (sent.length === 0 && !given(built)) return null;
    if (!Array.isArray(built) || built.length !== sent.length) return place;
    return sent.map((each, at) => difference(each, built[at], `${place}[${at}]`)).find(given) ?? null;
  }
  if (typeof sent === "object") {
    if (Object.keys(sent).length === 0 && !given(built)) return null;
    return Object.keys(sent).map((key) => difference(sent[key], built?.[key], `${place}.${key}`)).find(given) ?? null;
  }
  return String(sent) === String(built) ? null : place;
}

/** What of a request is to be rebuilt: kind, what was sent, and how it is built. */
function* parts({ method, path, body }) {
  if (method === "PUT" && path.endsWith("/commands")) {
    for (const each of body) {
      const { dm_permission: _, ...sent } = each;
      yield ["command", each.type > 1 ? { ...sent, description: null, options: null } : sent, () => command(each)];
    }
  } else if (path.endsWith("/callback") && body.type === 9) yield ["modal", body.data, () => modal(body.data)];
  else if (path.endsWith("/callback") && body.type === 8) {
    const { choices } = body.data;
    yield ["autocompletion", { choices }, () => new SlashCommandStringOption().setName("n").setDescription("d").addChoices(...choices)];
  } else {
    const { components: list = [] } = (path.endsWith("/callback") ? body.data : body) ?? {};
    for (const each of list ?? []) yield ["message", each, () => component(each)];
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (!request.body) continue;
  for (const [kind, sent, build] of parts(request)) {
    const found = { kind, place: `${request.method} ${request.path}` };
    try {
      const built = build().toJSON();
      const place = difference(sent, built, kind);
      if (place !== null) found.fault = `${place} is built otherwise: ${JSON.stringify(built).slice(0, 200)}`;
    } catch (error) {
      const causes = error.errors?.map(([field, each]) => `${String(field)}: ${each.message}`).join("; ");
      found.fault = `${error.name}: ${error.message} ${causes ?? ""} in ${JSON.stringify(sent).slice(0, 300)}`;
    }
    console.log(JSON.stringify(found));
  }
}
