// A number as a slider with an exact box beside it: one Tab stop, arrows inside it.
//
// The server holds the entry; here is only what is on its way to it. Every message carries a
// growing number, and an answer to an older one never pulls the knob back under the finger.

const LIVE_MS = 120; // between two messages while a knob is dragged
const SETTLED_MS = 350; // without a key: the move has come to its end

const build = (root) => {
  root.innerHTML = `
    <div class="ihp-field">
      <div class="ihp-field-head">
        <button type="button" class="ihp-dot" tabindex="-1"></button>
        <span class="ihp-field-label"></span>
        <button type="button" class="ihp-help" tabindex="-1" aria-expanded="false">?</button>
        <span class="ihp-box"><input type="text" inputmode="decimal" autocomplete="off" tabindex="-1" maxlength="200"><span></span></span>
      </div>
      <div class="ihp-track">
        <input type="range" step="any">
        <button type="button" class="ihp-typical" tabindex="-1"></button>
        <i class="ihp-before" hidden></i>
      </div>
      <div class="ihp-field-foot"><span></span><button type="button" class="ihp-unknown" tabindex="-1"></button></div>
      <p class="ihp-field-help" hidden></p>
    </div>`;
  const field = root.querySelector(".ihp-field");
  const part = (selector) => field.querySelector(selector);
  return {
    field, label: part(".ihp-field-label"), dot: part(".ihp-dot"), help: part(".ihp-help"),
    box: part(".ihp-box input"), unit: part(".ihp-box span"), range: part("input[type=range]"),
    typical: part(".ihp-typical"), before: part(".ihp-before"), foot: part(".ihp-field-foot span"),
    unknown: part(".ihp-unknown"), told: part(".ihp-field-help"),
  };
};

class Slider {
  constructor(root) {
    Object.assign(this, build(root));
    this.sent = 0;
    this.last = 0;
    this.dirty = false;
    this.listen();
  }

  // ---- scale: linear in the input's own unit, or a thousand equal parts of the logarithm
  get log() { return this.data.step === null; }
  place(value) {
    const { low, high } = this.data;
    const within = Math.min(Math.max(value, low), high);
    return this.log ? (1000 * Math.log(within / low)) / Math.log(high / low) : within;
  }
  share(value) {
    const { min, max } = this.range;
    return (this.place(value) - min) / (max - min);
  }
  at(place) {
    const { low, high } = this.data;
    return this.snapped(this.log ? low * (high / low) ** (place / 1000) : Number(place));
  }
  grid(value) {
    if (!this.log) return this.data.step;
    const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
    return power * (value / power < 5 - 1e-9 ? 0.1 : 0.5);
  }
  snapped(value) {
    const grid = this.grid(value);
    return this.tidy(Math.min(Math.max(Math.round(value / grid) * grid, this.data.low), this.data.high));
  }
  tidy(value) { return Number(value.toPrecision(10)); }
  stepped(value, steps) {
    let to = value;
    for (let left = Math.abs(steps); left > 0; left -= 1) {
      const grid = this.grid(steps > 0 ? to : to * (1 - 1e-9));
      const count = to / grid;
      to = (steps > 0 ? Math.floor(count + 1e-6) + 1 : Math.ceil(count - 1e-6) - 1) * grid;
    }
    const { low, high } = this.data;
    if (steps > 0 ? to > high : to < low) return steps > 0 ? Math.max(value, high) : Math.min(value, low);
    return this.tidy(to);
  }
  get now() { return this.value ?? this.data.typical ?? this.data.low; }

  // ---- what is seen
  words(value) { return new Intl.NumberFormat(this.data.lang, { maximumSignificantDigits: 10 }).format(value); }
  move(value) {
    this.value = value;
    this.dirty = false;
    this.box.value = this.words(value);
    this.range.value = this.place(value);
    this.look("stated");
  }
  look(quality) {
    this.field.dataset.quality = quality;
    this.field.style.setProperty("--share", this.share(this.now));
    this.range.setAttribute("aria-valuetext",
      `${this.words(this.now)} ${this.data.unit}${quality === "assumed" ? `, ${this.data.words.typical}` : ""}`);
    this.unknown.hidden = quality === "assumed";
  }
  show(data) {
    this.data = data;
    const { words } = data;
    this.label.textContent = data.label;
    this.unit.textContent = data.unit;
    this.told.textContent = words.help;
    this.dot.setAttribute("aria-label", words.mark);
    this.dot.title = words.mark;
    this.dot.hidden = !data.marks;
    this.help.setAttribute("aria-label", words.about);
    this.foot.textContent = words.foot;
    this.unknown.textContent = words.unknown;
    this.typical.hidden = data.typical === null;
    this.typical.title = words.typical;
    this.typical.setAttribute("aria-label", `${words.unknown}: ${words.typical}`);
    this.box.placeholder = words.empty;
    for (const control of [this.box, this.range]) control.setAttribute("aria-label", data.name);
    [this.range.min, this.range.max] = this.log ? [0, 1000] : [data.low, data.high];
    if (data.typical !== null) this.typical.style.setProperty("--at", this.share(data.typical));
    this.before.hidden = data.before === null || data.before === data.value;
    if (data.before !== null) this.before.style.setProperty("--at", this.share(data.before));
    if (data.seen >= this.sent && !this.timer) this.adopt(data);
    else this.look(this.field.dataset.quality ?? data.quality);
  }
  adopt(data) {
    this.value = data.value;
    if (!(this.dirty && document.activeElement === this.box)) {
      this.box.value = data.text;
      this.dirty = false;
    }
    this.field.classList.toggle("wrong", data.wrong);
    this.range.value = this.place(this.now);
    this.look(data.quality);
  }

  // ---- what is told to the server
  send(message) {
    this.sent = Math.max(Date.now(), this.sent + 1);
    this.last = performance.now();
    this.tell("entry", { ...message, n: this.sent });
  }
  drag(value, ended) {
    this.move(value);
    this.gesture ??= Date.now();
    const gesture = this.gesture;
    clearTimeout(this.timer);
    if (ended) clearTimeout(this.settling);
    const wait = ended ? 0 : LIVE_MS - (performance.now() - this.last);
    const go = () => { this.timer = null; this.send({ value, gesture, ended }); };
    if (wait > 0) this.timer = setTimeout(go, wait);
    else go();
    if (ended) this.gesture = null;
  }
  nudge(steps) {
    const to = this.stepped(this.now, steps);
    this.drag(to, false);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.drag(to, true), SETTLED_MS);
  }
  released() {
    if (this.gesture) this.drag(this.now, true);
  }
  commit() {
    if (!this.dirty) return;
    this.dirty = false;
    const typed = this.read(this.box.value);
    if (!Number.isNaN(typed)) {
      this.value = typed;
      this.range.value = this.place(this.now);
      this.look(typed === null ? "assumed" : "stated");
    }
    this.send({ text: this.box.value });
  }
  // What was typed as far as it is plain: until the server has read it, keys go on from here.
  read(text) {
    if (text.trim() === "") return null;
    const point = this.words(1.5)[1];
    const plain = point === "," ? text.replace(/[.\s]/g, "").replace(",", ".") : text.replace(/[,\s]/g, "");
    return Number(plain);
  }
  forget() {
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.timer = this.gesture = null;
    this.value = null;
    this.box.value = "";
    this.range.value = this.place(this.now);
    this.look("assumed");
    this.send({ text: "" });
  }

  // ---- keys and fingers
  listen() {
    this.range.oninput = () => this.drag(this.at(this.range.value), false);
    for (const end of ["change", "pointerup", "pointercancel", "touchend"]) {
      this.range.addEventListener(end, () => this.released());
    }
    this.range.onkeydown = (event) => this.onRangeKey(event);
    this.box.oninput = () => this.typing();
    this.box.onblur = () => { this.commit(); this.stop(this.range); };
    this.box.onfocus = () => this.stop(this.box);
    this.box.onkeydown = (event) => this.onBoxKey(event);
    this.unknown.onclick = this.typical.onclick = () => { this.forget(); this.range.focus(); };
    this.dot.onclick = () => this.send({ marks: true });
    this.help.onclick = () => {
      this.told.hidden = !this.told.hidden;
      this.help.setAttribute("aria-expanded", String(!this.told.hidden));
    };
  }
  typing() {
    clearTimeout(this.settling);
    clearTimeout(this.timer);
    this.timer = this.gesture = null;
    this.dirty = true;
  }
  stop(control) {
    for (const each of [this.box, this.range]) each.tabIndex = each === control ? 0 : -1;
  }
  steps(event) {
    const one = { ArrowUp: 1, ArrowDown: -1, ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    return one && event.shiftKey ? 10 * Math.sign(one) : one;
  }
  onRangeKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = this.steps(event);
    if (steps) this.nudge(steps);
    else if (event.key === "Home" || event.key === "End") this.drag(this.data[event.key === "Home" ? "low" : "high"], true);
    else if (event.key === "Delete" || event.key === "Backspace") this.forget();
    else if (/^[\d.,+-]$/.test(event.key)) {
      this.box.value = event.key;
      this.typing();
      this.box.focus();
    } else return;
    event.preventDefault();
  }
  onBoxKey(event) {
    const steps = event.key.startsWith("Arrow") && /Up|Down/.test(event.key) ? this.steps(event) : 0;
    if (steps) {
      event.preventDefault();
      this.nudge(steps);
    } else if (event.key === "Enter") this.commit();
    else if (event.key === "Escape") {
      this.dirty = false;
      this.box.value = this.data.text;
      this.range.focus();
    }
  }
}

const TEXT = new TextDecoder();

export const draw = ({ data, parentElement, setStateValue }) => {
  const slider = (parentElement.ihpSlider ??= new Slider(parentElement));
  slider.tell = setStateValue;
  slider.show(JSON.parse(TEXT.decode(data)));
};
