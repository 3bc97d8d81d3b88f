// On a phone the menu lies over the page: it closes once a page has been chosen in it.
if (!window.ihpPhoneMenu) {
  window.ihpPhoneMenu = true;
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-testid=stSidebar] a[href]");
    if (!chosen || window.innerWidth > 768) return;
    setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click(), 0);
  });
}
