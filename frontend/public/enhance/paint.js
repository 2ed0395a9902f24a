// Runs before the application draws anything, so that a chosen theme and language do not flash.
const cookie = (name) => new RegExp(`(?:^|; )${name}=(\\w+)`).exec(document.cookie)?.[1];
const theme = cookie("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
if (cookie("lang") === "en") document.documentElement.lang = "en";
