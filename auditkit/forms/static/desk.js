// The one widget of our own: the list of items, the chosen item, and the documents to read in.
//
// Nothing here decides: every click becomes a message to Python, which records and answers.
// Whatever comes from a document is put into the page as text, never as markup.
// Offsets count code points, as Python does; the strings of a page count UTF-16 units.

const IDLE = 1500; // milliseconds without a key after which a text is saved
const AROUND = 250; // passages shown before and after the marked one in a long document

const make = (tag, cls, text) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
};

const button = (cls, text, title, act) => {
  const node = make("button", `ak-button ${cls}`, text);
  node.type = "button";
  if (title) node.title = title;
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  return node;
};

// Characters that would reorder or hide what stands beside them are shown by their number.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const visible = (text) =>
  text.replace(HIDDEN, (c) => (c === "\r" ? "" : `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`));

// The shown text of a code-point range; `raw` lets a selection be mapped back to the document.
const piece = (points, start, end, cls, base) => {
  const raw = points.slice(start, end);
  const tail = !cls && !raw.join("").trim();
  const node = make(cls ? "mark" : "span", tail ? "ak-tail" : cls);
  node.textContent = visible(raw.join(""));
  node.dataset.from = String(base + start);
  node.raw = raw;
  return node;
};

// How many of the document's code points the first `units` UTF-16 units of a shown text stand for.
const pointsBefore = (raw, units) => {
  let shown = 0;
  for (let i = 0; i < raw.length; i += 1) {
    const length = visible(raw[i]).length;
    if (shown + length > units) return i;
    shown += length;
  }
  return raw.length;
};

const offsetOf = (container, offset) => {
  if (container.nodeType === Node.TEXT_NODE) {
    const holder = container.parentElement;
    if (!holder?.raw) return null;
    return Number(holder.dataset.from) + pointsBefore(holder.raw, offset);
  }
  // Between nodes: the start of the piece that follows, else the end of the one before.
  const next = container.childNodes[offset];
  const first = next?.raw ? next : next?.querySelector?.("[data-from]");
  if (first) return Number(first.dataset.from);
  const pieces = container.querySelectorAll?.("[data-from]") ?? [];
  const last = pieces[pieces.length - 1] ?? (container.raw ? container : null);
  return last ? Number(last.dataset.from) + last.raw.length : null;
};

function render({ model, el }) {
  const word = (key) => model.get("words")[key] ?? key;
  const send = (kind, more = {}) => model.send({ kind, ...more });
  el.classList.add("ak-desk");

  const list = make("div", "ak-list");
  const listHead = make("div", "ak-list-head");
  const rows = make("div", "ak-rows");
  rows.setAttribute("role", "listbox");
  rows.setAttribute("aria-label", word("items"));
  rows.tabIndex = 0;
  list.append(listHead, rows);

  const right = make("div", "ak-right");
  const item = make("div", "ak-item");
  item.tabIndex = 0;
  const candidates = make("div", "ak-candidates");
  const readerHead = make("div", "ak-reader-head");
  const reader = make("div", "ak-reader");
  reader.tabIndex = 0;
  reader.setAttribute("aria-label", word("document"));
  right.append(item, candidates, readerHead, reader);
  el.append(list, right);

  // ---- the list of items

  let lines = [];
  const drawList = () => {
    rows.replaceChildren();
    lines = [];
    const items = model.get("items");
    const shown = model.get("visible");
    let chapter = null;
    for (const index of shown) {
      const [number, title, checklist, group] = items[index];
      if (group !== chapter) {
        chapter = group;
        rows.append(make("div", "ak-group", group));
      }
      const line = make("div", "ak-row");
      line.setAttribute("role", "option");
      line.id = `ak-${model.model_id ?? "x"}-${index}`;
      line.title = `${checklist} ${number} ${title}`;
      const tick = make("input", "ak-tick");
      tick.type = "checkbox";
      tick.tabIndex = -1;
      tick.setAttribute("aria-label", `${word("tick")} ${number}`);
      tick.checked = model.get("ticked").includes(index);
      tick.addEventListener("click", (event) => event.stopPropagation());
      tick.addEventListener("change", () => setTicks(index, tick.checked));
      const state = make("span", "ak-state");
      line.append(tick, state, make("span", "ak-number", number), make("span", "ak-title", title));
      line.addEventListener("click", () => choose(index));
      rows.append(line);
      lines[index] = { line, state, tick };
    }
    if (!shown.length) rows.append(make("div", "ak-none", word("none")));
    drawStates();
    drawCurrent(true);
    drawHead();
  };

  const drawStates = () => {
    model.get("states").forEach((told, index) => {
      if (!lines[index]) return;
      const [symbol, tone, label] = told.split("|");
      const { state } = lines[index];
      if (state.textContent !== symbol) state.textContent = symbol;
      state.className = `ak-state ak-tone-${tone}`;
      state.title = label;
      lines[index].line.setAttribute("aria-label", `${model.get("items")[index][0]} ${model.get("items")[index][1]} ${label}`);
    });
  };

  const drawCurrent = (scroll) => {
    const current = model.get("current");
    rows.querySelector(".ak-current")?.classList.remove("ak-current");
    rows.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const held = lines[current];
    if (!held) return;
    held.line.classList.add("ak-current");
    held.line.setAttribute("aria-selected", "true");
    rows.setAttribute("aria-activedescendant", held.line.id);
    if (scroll !== false) held.line.scrollIntoView({ block: "nearest" });
  };

  const drawHead = () => {
    const shown = model.get("visible");
    const ticked = model.get("ticked").length;
    listHead.replaceChildren();
    const all = make("input");
    all.type = "checkbox";
    all.checked = shown.length > 0 && shown.every((index) => model.get("ticked").includes(index));
    all.setAttribute("aria-label", word("tick_all"));
    all.title = word("tick_all");
    all.addEventListener("change", () => {
      model.set("ticked", all.checked ? [...shown] : []);
      model.save_changes();
    });
    const count = make("span", "ak-count", word("count").replace("{shown}", shown.length).replace("{ticked}", ticked));
    listHead.append(
      all,
      count,
      button("ak-small", "▲", `${word("previous")} (Alt+↑)`, () => step(-1)),
      button("ak-small", "▼", `${word("next")} (Alt+↓)`, () => step(1)),
      button("ak-small ak-next-open", word("next_open"), `${word("next_open")} (Alt+N)`, () => nextOpen()),
    );
  };

  const setTicks = (index, on) => {
    const rest = model.get("ticked").filter((each) => each !== index);
    model.set("ticked", on ? [...rest, index].sort((a, b) => a - b) : rest);
    model.save_changes();
  };

  const choose = (index) => {
    if (index === undefined || index === model.get("current")) return;
    // Whatever is being typed belongs to the item that is left.
    commit();
    const editor = form()?.querySelector(".ak-editor");
    if (editor && !editor.contains(document.activeElement)) editor.scrollTop = 0;
    model.set("current", index);
    model.save_changes();
  };

  const step = (by) => {
    const shown = model.get("visible");
    const at = shown.indexOf(model.get("current"));
    choose(at < 0 ? shown[0] : shown[Math.min(Math.max(at + by, 0), shown.length - 1)]);
  };

  const nextOpen = () => {
    const shown = model.get("visible");
    const at = shown.indexOf(model.get("current"));
    const states = model.get("states");
    const order = [...shown.slice(at + 1), ...shown.slice(0, Math.max(at, 0))];
    choose(order.find((index) => states[index].split("|")[3] === "open"));
  };

  // ---- the chosen item

  const section = (title, text, cls = "") => {
    if (!text) return;
    const line = make("p", `ak-line ${cls}`);
    line.append(make("b", "", title), document.createTextNode(visible(text)));
    item.append(line);
  };

  const drawItem = () => {
    const told = model.get("item");
    item.replaceChildren();
    candidates.replaceChildren();
    if (!told.number) return;
    const head = make("div", "ak-item-head");
    head.append(
      make("span", "ak-item-number", told.number),
      make("span", "ak-item-title", told.title),
      make("span", `ak-chip ak-tone-${told.tone}`, told.preliminary),
    );
    item.append(head, make("p", "ak-question", told.question));
    for (const stale of told.stale) {
      const box = make("div", "ak-stale");
      box.append(make("b", "", stale.title));
      if (stale.old) box.append(make("del", "", visible(stale.old)));
      if (stale.new) box.append(make("ins", "", visible(stale.new)));
      item.append(box);
    }
    section(word("reason"), told.reason);
    section(word("check"), told.check);
    section(word("wanted"), told.wanted);
    section(word("previous_answer"), told.previous, "ak-previous");
    section(word("note"), told.note, "ak-previous");
    for (const [position, each] of told.internal.entries()) {
      const line = make("div", "ak-evidence ak-taken");
      line.append(make("span", "ak-quote", `${word("internal")} ${visible(each)}`));
      if (!told.frozen) line.append(button("ak-small", word("drop"), "", () => send("drop_internal", { position })));
      item.append(line);
    }
    item.scrollTop = 0;
    for (const [position, each] of told.candidates.entries()) candidates.append(card(each, position, told));
    if (!told.candidates.length) candidates.append(make("div", "ak-none", word("no_candidates")));
  };

  const card = (each, position, told) => {
    const box = make("div", `ak-evidence ak-${each.state}`);
    const where = make("span", "ak-where", visible(`${each.path} ${each.locator}`));
    const quote = make("span", "ak-quote", visible(each.quote));
    const show = () => {
      send("show", { position });
    };
    quote.addEventListener("click", show);
    quote.title = word("show");
    box.append(make("span", "ak-kind", word(each.state)), where, quote);
    const place = { document: each.path, start: each.start, end: each.end };
    if (told.frozen) return box;
    if (each.state === "taken") {
      box.append(button("ak-small", word("drop"), "", () => send("drop", place)));
    } else {
      box.append(button("ak-small ak-take", word("take"), "", () => send("take", place)));
      if (told.siblings) {
        const all = word("take_all").replace("{count}", told.siblings);
        box.append(button("ak-small", all, word("take_all_hint"), () => send("take", { ...place, all: true })));
      }
      if (each.state !== "rejected") {
        box.append(button("ak-small ak-reject", word("reject"), "", () => send("reject", place)));
      }
    }
    return box;
  };

  // ---- the document

  let around = AROUND;
  const drawReader = () => {
    const told = model.get("document");
    reader.replaceChildren();
    readerHead.replaceChildren();
    const files = model.get("documents");
    const choice = make("select", "ak-document");
    choice.setAttribute("aria-label", word("document"));
    files.forEach((path, index) => {
      const option = make("option", "", visible(path));
      option.value = String(index);
      option.selected = path === told.path;
      choice.append(option);
    });
    choice.addEventListener("change", () => send("open", { index: Number(choice.value) }));
    const takeSelected = button("ak-small ak-take-selected", word("take_selected"), word("take_selected_hint"), () => takeSelection());
    // The click must not take the selection away before it is read.
    takeSelected.addEventListener("mousedown", (event) => event.preventDefault());
    readerHead.append(choice, make("span", "ak-path", visible(model.get("marks").headings ?? "")));
    if (!model.get("item").frozen) readerHead.append(takeSelected);
    if (!told.passages) return;
    const { marks = [], keep = false } = model.get("marks");
    const at = marks.length ? told.passages.findIndex(([, end]) => end > marks[0][0]) : 0;
    const first = Math.max(0, at - around);
    const last = Math.min(told.passages.length, at + around + 1);
    if (first > 0) reader.append(button("ak-more", word("earlier"), "", widen));
    let target = null;
    for (const [start, end, kind, level, role, text] of told.passages.slice(first, last)) {
      const line = make("div", `ak-passage ak-kind-${kind} ak-role-${role}`);
      line.style.setProperty("--ak-level", String(Math.min(level, 4)));
      const whole = Array.from(text);
      // Empty lines that end a passage would push the next one out of sight.
      const points = Array.from(text.trimEnd());
      let done = 0;
      for (const [from, to, cls] of marks) {
        const begin = Math.max(from - start, done);
        const stop = Math.min(to - start, points.length);
        if (begin >= stop) continue;
        if (begin > done) line.append(piece(points, done, begin, "", start));
        const mark = piece(points, begin, stop, `ak-mark-${cls}`, start);
        line.append(mark);
        if (cls === "current" && !target) target = mark;
        done = stop;
      }
      if (done < points.length) line.append(piece(points, done, points.length, "", start));
      if (points.length < whole.length) line.append(piece(whole, points.length, whole.length, "", start));
      reader.append(line);
    }
    if (last < told.passages.length) reader.append(button("ak-more", word("later"), "", widen));
    if (target) {
      // Passages out of sight have no height before they are painted: scroll again then.
      const bring = () => {
        reader.scrollTop += target.getBoundingClientRect().top - reader.getBoundingClientRect().top - reader.clientHeight / 3;
      };
      bring();
      requestAnimationFrame(() => { bring(); requestAnimationFrame(bring); });
    } else if (!keep) reader.scrollTop = 0;
  };
  const widen = () => {
    const was = reader.scrollTop;
    around *= 4;
    drawReader();
    reader.scrollTop = was;
  };

  // A range of the document without the blanks and line ends around it.
  const trimmed = (start, end) => {
    const points = model.get("document").passages
      .filter(([from, to]) => from < end && to > start)
      .flatMap(([from, , , , , text]) => Array.from(text).slice(Math.max(0, start - from), end - from));
    const blank = (point) => !point.trim();
    while (points.length && blank(points[0])) { points.shift(); start += 1; }
    while (points.length && blank(points[points.length - 1])) { points.pop(); end -= 1; }
    return [start, end];
  };

  const takeSelection = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return send("nothing_selected");
    const range = selection.getRangeAt(0).cloneRange();
    if (!reader.contains(range.startContainer)) return send("nothing_selected");
    // Three clicks on the last paragraph select up to whatever follows the document.
    if (!reader.contains(range.endContainer)) range.setEnd(reader, reader.childNodes.length);
    const first = offsetOf(range.startContainer, range.startOffset);
    const last = offsetOf(range.endContainer, range.endOffset);
    if (first === null || last === null) return send("nothing_selected");
    const [start, end] = trimmed(first, last);
    if (start >= end) return send("nothing_selected");
    return send("take", { document: model.get("document").path, start, end });
  };

  // ---- the form around: unsaved text, keys

  const form = () => el.closest(".ak-form");
  const ours = (event) => event.target instanceof Element && form()?.contains(event.target);
  // A button that is drawn anew loses the focus to the page; the keys are still meant for us.
  let lately = false;
  const onFocus = (event) => { lately = ours(event); };
  let timer = 0;
  let typing = null;
  const commit = () => {
    clearTimeout(timer);
    const field = typing;
    typing = null;
    // What a text field does when it is left; Python then records it.
    field?.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const onInput = (event) => {
    if (!ours(event) || el.contains(event.target)) return;
    if (!event.target.matches("textarea, input[type=text]")) return;
    if (event.target.closest(".ak-unsaved")) return;
    typing = event.target;
    const status = form().querySelector(".ak-status");
    if (status) status.dataset.typing = word("typing");
    clearTimeout(timer);
    timer = setTimeout(commit, IDLE);
  };
  const onChange = (event) => {
    if (!ours(event)) return;
    if (event.target === typing) {
      clearTimeout(timer);
      typing = null;
    }
  };
  const calm = () => {
    const status = form()?.querySelector(".ak-status");
    if (status && !typing) delete status.dataset.typing;
  };
  const onKey = (event) => {
    if (!ours(event) && !(lately && event.target === document.body)) return;
    // JupyterLab would take single keys as commands: "d d" deletes the cell.
    form().setAttribute("data-lm-suppress-shortcuts", "true");
    const inList = rows.contains(event.target) || listHead.contains(event.target);
    const alone = !event.altKey && !event.ctrlKey && !event.metaKey;
    const act = (() => {
      if (event.altKey && !event.ctrlKey && !event.metaKey) {
        if (event.key === "ArrowDown") return () => step(1);
        if (event.key === "ArrowUp") return () => step(-1);
        if (event.code === "KeyN") return () => nextOpen();
        if (event.code === "KeyZ") return () => send("undo");
        const digit = /^(?:Digit|Numpad)([0-4])$/.exec(event.code);
        if (digit) return () => { commit(); send("verdict", { position: Number(digit[1]) }); };
      }
      if (inList && alone) {
        if (event.key === "ArrowDown") return () => step(1);
        if (event.key === "ArrowUp") return () => step(-1);
        if (event.key === "PageDown") return () => step(10);
        if (event.key === "PageUp") return () => step(-10);
        if (event.key === " " && event.target === rows) {
          const now = model.get("current");
          return () => setTicks(now, !model.get("ticked").includes(now));
        }
        if (event.key === "Enter" && event.target === rows) {
          return () => form().querySelector(".ak-verdict button")?.focus();
        }
      }
      return null;
    })();
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  document.addEventListener("input", onInput, true);
  document.addEventListener("change", onChange, true);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusin", onFocus, true);

  const when = (name, act) => model.on(`change:${name}`, act);
  when("items", drawList);
  when("visible", drawList);
  when("states", () => { drawStates(); drawHead(); calm(); });
  when("current", () => drawCurrent());
  when("ticked", () => {
    const ticked = new Set(model.get("ticked"));
    lines.forEach((held, index) => { if (held) held.tick.checked = ticked.has(index); });
    drawHead();
  });
  when("item", drawItem);
  // A change of item may bring both; they are drawn once.
  let redraw = false;
  const readerChanged = () => {
    if (redraw) return;
    redraw = true;
    queueMicrotask(() => { redraw = false; around = AROUND; drawReader(); });
  };
  when("document", readerChanged);
  when("marks", readerChanged);
  when("saved", calm);
  drawList();
  drawItem();
  drawReader();
  requestAnimationFrame(() => {
    form()?.setAttribute("data-lm-suppress-shortcuts", "true");
    drawCurrent();
    el.dataset.ready = "true";
  });

  return () => {
    document.removeEventListener("input", onInput, true);
    document.removeEventListener("change", onChange, true);
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("focusin", onFocus, true);
    clearTimeout(timer);
  };
}

export default { render };
