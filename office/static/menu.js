// The open menu closes by the Escape key and by a click beside it; without this its button alone closes it.

const menu = document.getElementById("menue");

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", ({ target }) => { if (menu && !menu.contains(target)) menu.open = false; });
