// A button that puts the link into the clipboard and says so. A browser gives its clipboard to pages
// of https and of this machine alone; elsewhere a text that is selected can still be copied.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const words = parentElement.querySelector("span");
  const said = parentElement.querySelector("[role=status]");
  button.dataset.address = data.address;
  if (!button.ihpTold) words.textContent = data.label;
  const tell = (text) => {
    words.textContent = said.textContent = text;
    clearTimeout(button.ihpTold);
    button.ihpTold = setTimeout(() => {
      button.ihpTold = null;
      words.textContent = button.dataset.label;
      said.textContent = "";
    }, 2500);
  };
  button.dataset.label = data.label;
  const selected = () => {
    const box = document.createElement("textarea");
    box.value = button.dataset.address;
    box.setAttribute("readonly", "");
    box.style.cssText = "position:fixed;top:0;left:-100vw";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    button.focus();
    return done;
  };
  button.onclick = async () => {
    let done = false;
    try {
      await navigator.clipboard.writeText(button.dataset.address);
      done = true;
    } catch {
      done = selected();
    }
    tell(done ? data.copied : data.failed);
  };
}
