// On a phone the menu lies over the page: it closes once a page has been chosen in it.
if (!window.ihpPhoneMenu) {
  window.ihpPhoneMenu = true;
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-testid=stSidebar] a[href]");
    if (!chosen || window.innerWidth > 768) return;
    setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click(), 0);
  });
}
// Its sections stand between the list and its entries, which a screen reader then counts wrongly: no list at all is said.
if (!window.ihpMenuList) {
  window.ihpMenuList = true;
  const LIST = "ul[data-testid=stSidebarNavItems]";
  const said = () => document.querySelectorAll(`${LIST}:not([role]), ${LIST} li:not([role])`)
    .forEach((part) => part.setAttribute("role", "none"));
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; said(); }, 200);
  }).observe(document.body, { childList: true, subtree: true });
  said();
}
