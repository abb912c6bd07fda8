// The bot of the conformance run on discord.js: what it does is described in ../README.md.
import {
  ActionRowBuilder, ApplicationCommandType, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits,
  ContextMenuCommandBuilder, LabelBuilder, MessageFlags, ModalBuilder, SlashCommandBuilder, StringSelectMenuBuilder,
  TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} from "discord.js";

const { SANDBOX_REST, SANDBOX_TOKEN } = process.env;
const report = (step, detail = "") => console.log(`${step} ${detail}`.trim());

const client = new Client({
  // The library puts the version between this and the path itself.
  rest: { api: SANDBOX_REST.replace(/\/v10$/, "") },
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  allowedMentions: { parse: [] },
});

const commands = [
  new SlashCommandBuilder().setName("echo").setDescription("Say it again").addStringOption(
    (option) => option.setName("words").setDescription("What to say").setRequired(true).setAutocomplete(true)),
  new SlashCommandBuilder().setName("slow").setDescription("Answer after a while"),
  new SlashCommandBuilder().setName("panel").setDescription("Show a button and a select"),
  new SlashCommandBuilder().setName("form").setDescription("Show a form"),
  new SlashCommandBuilder().setName("quiet").setDescription("Write where it may not"),
  new ContextMenuCommandBuilder().setName("Count").setType(ApplicationCommandType.Message),
].map((each) => each.toJSON());

function panel() {
  const button = new ButtonBuilder().setCustomId("press").setLabel("Press").setStyle(ButtonStyle.Primary);
  const select = new StringSelectMenuBuilder().setCustomId("pick").addOptions(
    { label: "Tea", value: "tea" }, { label: "Coffee", value: "coffee" });
  return [
    new TextDisplayBuilder().setContent("a panel"),
    new ActionRowBuilder().addComponents(button),
    new ActionRowBuilder().addComponents(select),
  ];
}

function form() {
  const field = new TextInputBuilder().setCustomId("note").setStyle(TextInputStyle.Short);
  return new ModalBuilder().setCustomId("form").setTitle("A form").addLabelComponents(
    new LabelBuilder().setLabel("A note").setTextInputComponent(field));
}

const answers = {
  echo: (interaction) => interaction.reply({ content: interaction.options.getString("words"), flags: MessageFlags.Ephemeral }),
  slow: async (interaction) => {
    await interaction.deferReply();
    await interaction.editReply("at last");
    await interaction.followUp("and more");
  },
  panel: (interaction) => interaction.reply({ flags: MessageFlags.IsComponentsV2, components: panel() }),
  form: (interaction) => interaction.showModal(form()),
  quiet: async (interaction) => {
    const channel = interaction.guild.channels.cache.find((each) => each.name === "quiet");
    const code = await channel.send("psst").then(() => 0, (error) => error.code);
    await interaction.reply(`refused with ${code}`);
  },
  Count: (interaction) => interaction.reply(`${interaction.targetMessage.content.length} letters`),
};

client.once(Events.ClientReady, async () => {
  const made = await client.application.commands.set(commands);
  report("ready", `${made.size} commands`);
});
client.on(Events.ShardResume, () => report("resumed"));
client.on(Events.Error, (error) => report("error", error.stack));
client.on(Events.Warn, (warning) => report("warning", warning));
client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || !message.content.startsWith("hello")) return;
  await message.reply(`hello ${message.member.displayName}`);
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `${typed}!`, value: `${typed}!` }]);
  } else if (interaction.isCommand()) {
    await answers[interaction.commandName](interaction);
  } else if (interaction.isButton()) {
    await interaction.update({ components: [new TextDisplayBuilder().setContent("pressed")] });
  } else if (interaction.isStringSelectMenu()) {
    await interaction.reply(`chosen: ${interaction.values.join(", ")}`);
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`written: ${interaction.fields.getTextInputValue("note")}`);
  }
});

process.on("SIGTERM", () => client.destroy().then(() => process.exit(0)));
await client.login(SANDBOX_TOKEN);
