/** Light or dark: as the system has it, until somebody chooses. */

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

/** Sets the theme, and follows the system while nobody chose. */
export function startTheme(onChange) {
  const apply = () => {
    document.documentElement.dataset.theme = localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
    onChange();
  };
  system.addEventListener("change", apply);
  apply();
}

/** Changes to the other theme and remembers it. */
export function toggleTheme() {
  const chosen = isDark() ? "light" : "dark";
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
}
