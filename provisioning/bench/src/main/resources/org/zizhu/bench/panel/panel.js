"use strict";

const $ = id => document.getElementById(id);

/** Makes an element; strings become text, never markup. */
function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
}

/** Chinese, with the English small beside it where it says something else. */
function words(text) {
    return text.en === text.zh ? [text.zh] : [text.zh + " ", make("small", {textContent: text.en})];
}

let toastTimer;
function toast(text) {
    $("toast").textContent = text;
    $("toast").classList.add("shown");
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 2600);
}

async function press(gadget, button, argument = "") {
    try {
        const answer = await fetch(`/do/${gadget}/${button}`, {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify(argument),
        });
        const outcome = await answer.json();
        if (outcome.why) {
            toast(`${outcome.why.zh} · ${outcome.why.en}`);
        } else if (!answer.ok) {
            toast(`不成功 · failed: ${outcome.error}`);
        }
    } catch (gone) {
        $("lost").hidden = false;
    }
    await look();
}

// --- citizens ---------------------------------------------------------------------------------------------------

let citizens = [];
let onReader = "";
const tagsChosen = new Set();

/** More are found by searching; a longer list is not read anyway. */
const CITIZENS_SHOWN = 60;

function showTags() {
    const counts = new Map();
    citizens.forEach(citizen => citizen.tags.forEach(tag => counts.set(tag, (counts.get(tag) ?? 0) + 1)));
    $("tags").replaceChildren(...[...counts].sort((a, b) => a[1] - b[1]).map(([tag, count]) => {
        const button = make("button", {type: "button", textContent: `${tag} ${count}`});
        button.setAttribute("aria-pressed", tagsChosen.has(tag));
        button.onclick = () => {
            tagsChosen.has(tag) ? tagsChosen.delete(tag) : tagsChosen.add(tag);
            showTags();
            showCitizens();
        };
        return button;
    }));
}

function showCitizens() {
    const wanted = $("search").value.trim().toLowerCase().split(/\s+/);
    const found = citizens.filter(citizen => {
        const text = `${citizen.id} ${citizen.name} ${citizen.number} ${citizen.place} ${citizen.tags.join(" ")}`.toLowerCase();
        return wanted.every(word => text.includes(word)) && [...tagsChosen].every(tag => citizen.tags.includes(tag));
    });
    $("count").textContent = `${found.length} / ${citizens.length}`;
    $("citizens").replaceChildren(...found.slice(0, CITIZENS_SHOWN).map(citizen => {
        const put = make("button", {className: "do", type: "button", title: "放到读卡器上 · put the card on the reader"}, "放卡 ",
            make("small", {textContent: "put"}));
        put.onclick = () => press("reader", "put", citizen.id);
        const face = make("button", {className: "do", type: "button", hidden: !$("gadget-visitor"),
            title: "站到镜头前 · step before the camera"}, "站前 ", make("small", {textContent: "face"}));
        face.onclick = () => press("visitor", "themselves", citizen.id);
        return make("li", {className: citizen.number === onReader ? "on" : ""},
            make("span", {className: "name", textContent: citizen.name}), make("span", {className: "ways"}, put, face),
            make("span", {className: "what", textContent: [citizen.number, citizen.place, ...citizen.tags].join(" · ")}));
    }));
}

// --- the table --------------------------------------------------------------------------------------------------

const shown = new Map();

/** Draws a part of the page anew only when it has changed, so that focus and scrolling stay. */
function whenChanged(key, value, draw) {
    const text = JSON.stringify(value);
    if (shown.get(key) !== text) {
        shown.set(key, text);
        draw(value);
    }
}

/** Cards whose faults are open; on a table of a dozen things they are looked for, not looked at. */
const open = new Set(JSON.parse(localStorage.getItem("open") ?? "[]"));

function showFaults(id, shown) {
    shown ? open.add(id) : open.delete(id);
    localStorage.setItem("open", JSON.stringify([...open]));
    const article = $(`gadget-${id}`);
    article.querySelector(".faults")?.setAttribute("aria-expanded", shown);
    article.querySelector(".buttons.fault")?.toggleAttribute("hidden", !shown);
}

function pressable(gadget, button) {
    const element = make("button", {type: button.asks ? "submit" : "button", id: `${gadget}-${button.id}`,
        className: `do ${button.kind.toLowerCase()}`, disabled: !button.enabled}, ...words(button.label));
    if (!button.asks) {
        element.onclick = () => press(gadget, button.id);
        return element;
    }
    const asked = `${button.asks.zh} · ${button.asks.en}`;
    const line = make("input", {id: `${gadget}-${button.id}-words`, placeholder: asked, ariaLabel: asked, autocomplete: "off",
        spellcheck: false, value: $(`${gadget}-${button.id}-words`)?.value ?? ""});
    const form = make("form", {}, line, element);
    form.onsubmit = event => {
        event.preventDefault();
        press(gadget, button.id, line.value);
    };
    return form;
}

function showGadget(id, thing) {
    const {face, group, page} = thing;
    const section = $(`group-${group}`);
    section.hidden = false;
    const article = $(`gadget-${id}`) ?? section.querySelector(".cards").appendChild(make("article", {id: `gadget-${id}`}));
    const focused = document.activeElement?.id;
    article.dataset.mood = face.mood;
    const buttons = kind => face.buttons.filter(button => button.kind === kind).map(button => pressable(id, button));
    const facts = face.facts.flatMap(fact => [make("dt", {}, ...words(fact.label)), make("dd", {textContent: fact.value})]);
    const title = make("div", {className: "title"}, make("h3", {}, ...words(face.name)));
    if (page) {
        title.append(make("a", {href: page, target: "device", title: "终端自己怎么说 · what the unit itself says of it",
            textContent: "设备页 ↗"}));
    }
    const faults = buttons("FAULT");
    const fold = make("button", {type: "button", className: "faults", id: `${id}-faults`},
        "故障 ", make("small", {textContent: `faults ${faults.length}`}));
    fold.onclick = () => showFaults(id, !open.has(id));
    article.replaceChildren(title, make("div", {className: "state"}, make("span", {}, ...words(face.state))));
    if (facts.length > 0) {
        article.append(make("dl", {}, ...facts));
    }
    const work = buttons("WORK");
    if (work.length > 0) {
        article.append(make("div", {className: "buttons"}, ...work));
    }
    const foot = make("div", {className: "foot"}, ...faults.length > 0 ? [fold] : [], ...buttons("HEAL"));
    if (foot.hasChildNodes()) {
        article.append(foot, make("div", {className: "buttons fault"}, ...faults));
        showFaults(id, open.has(id));
    }
    if (focused && article.querySelector(`#${CSS.escape(focused)}`)) {
        $(focused).focus();
    }
}

function showSummary(moods) {
    const ill = moods.filter(mood => mood === "DOWN" || mood === "NEEDS_CARE").length;
    $("summary").className = ill > 0 ? "ill" : "";
    $("summary").replaceChildren(ill > 0 ? `${ill} 处异常 ` : "一切正常 ",
        make("small", {textContent: ill > 0 ? `${ill} of ${moods.length} not well` : `all ${moods.length} well`}));
}

function showPapers(papers) {
    if (papers.length === 0) {
        return;
    }
    $("papers").replaceChildren(...papers.map(({gadget, file, label, version}) => {
        const address = `/paper/${gadget}/${file}?${version}`;
        const link = make("a", {href: address, target: "_blank", rel: "noopener"});
        if (!file.endsWith(".png")) {
            link.append(...words(label));
            return make("figcaption", {}, link);
        }
        link.append(make("img", {src: address, alt: `${label.zh} · ${label.en}`}));
        return make("figure", {}, link, make("figcaption", {}, ...words(label)));
    }));
}

function showDiary(lines) {
    $("diary").replaceChildren(...lines.map(line => make("li", {},
        make("time", {textContent: new Date(line.at).toLocaleTimeString("zh-CN", {hour12: false})}),
        make("span", {}, make("b", {textContent: `${line.subject.zh} `}), ...words(line.what)))));
}

function showLinks(links) {
    $("links").replaceChildren(...Object.entries(links).map(([label, address]) =>
        make("a", {href: address, target: "_blank", rel: "noopener", textContent: label})));
}

async function look() {
    try {
        const state = await (await fetch("/state")).json();
        $("lost").hidden = true;
        const gadgets = Object.entries(state.gadgets);
        gadgets.forEach(([id, thing]) => whenChanged(id, thing, value => showGadget(id, value)));
        whenChanged("summary", gadgets.map(([, thing]) => thing.face.mood), showSummary);
        whenChanged("papers", gadgets.flatMap(([id, {face}]) => face.exhibits.map(exhibit => ({gadget: id, ...exhibit}))), showPapers);
        whenChanged("diary", state.diary, showDiary);
        whenChanged("links", state.links, showLinks);
        const card = state.gadgets.reader?.face.facts.find(fact => fact.label.en === "card number")?.value ?? "";
        if (card !== onReader) {
            onReader = card;
            showCitizens();
        }
    } catch (gone) {
        $("lost").hidden = false;
    }
}

async function begin() {
    $("search").oninput = showCitizens;
    $("all-faults").onchange = event => [...shown.keys()].filter(key => $(`gadget-${key}`))
        .forEach(id => showFaults(id, event.target.checked));
    try {
        citizens = await (await fetch("/citizens")).json();
    } catch (gone) {
        $("lost").hidden = false;
    }
    showTags();
    await look();
    showCitizens();
    setInterval(look, 500);
}

begin();
