"use strict";

/** Quick enough that the page follows a device within a second; an unchanged answer costs a few bytes. */
const LOOK_EVERY_MILLISECONDS = 500;

/** How long a refusal stays to be read; the device's own news would wipe it away at once. */
const REFUSAL_STAYS_MILLISECONDS = 6000;

/** How long the second touch of a button that takes power is waited for. */
const SURE_WITHIN_MILLISECONDS = 4000;

const $ = id => document.getElementById(id);
const wide = matchMedia("(min-width: 761px)");
let words = {};
let devices = [];
let held = false;
let refusedUntil = 0;

/** Makes an element; strings become text, never markup. */
function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    const {data = {}, ...rest} = properties;
    Object.assign(element, rest);
    Object.assign(element.dataset, data);
    element.append(...children);
    return element;
}

/** Chinese, with the English small beside it; a keyword without words stands for itself. */
function say(group, keyword) {
    const text = words[group]?.[keyword];
    return text ? [`${text.zh} `, make("small", {textContent: text.en})] : [make("code", {textContent: keyword})];
}

/** Words with the stable keyword beside them, for the phone and the log. */
function sayWithKeyword(group, keyword) {
    return words[group]?.[keyword] ? [...say(group, keyword), make("code", {textContent: keyword})] : say(group, keyword);
}

function clock(at, digits = 0) {
    return new Date(at).toLocaleTimeString("zh-CN", {hourCycle: "h23", timeZone: "Asia/Shanghai",
        hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: digits || undefined});
}

function day(at) {
    return new Date(at).toLocaleDateString("zh-CN", {timeZone: "Asia/Shanghai", month: "2-digit", day: "2-digit"});
}

function mood(device) {
    switch (device.state) {
        case "STARTING": return "unknown";
        case "DEVICE_BUSY": return "busy";
        case "ONLINE": return device.reasons.length + Object.values(device.supplies).filter(scarce).length ? "care" : "well";
        case "USER_ERROR": case "OFFLINE": return "care";
        default: return "down";
    }
}

function scarce(level) {
    return level === "LOW" || level === "OUT";
}

// --- asking -----------------------------------------------------------------------------------------------------

const etags = new Map();

/** The answer's JSON; null when it has not changed since it was last asked for. */
async function changed(address) {
    const headers = etags.has(address) ? {"If-None-Match": etags.get(address)} : {};
    const answer = await fetch(address, {headers});
    if (answer.status === 304) {
        return null;
    }
    if (!answer.ok) {
        throw new Error(answer.status);
    }
    etags.set(address, answer.headers.get("ETag"));
    return answer.json();
}

function chosen() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (devices.some(device => device.name === name)) {
        return name;
    }
    // A wide window has room for one beside the list: the first that needs somebody.
    const one = devices.find(device => mood(device) === "down") ?? devices.find(device => mood(device) === "care") ?? devices[0];
    return wide.matches && one ? one.name : "";
}

function address(name) {
    return `/devices/${encodeURIComponent(name)}`;
}

// --- all devices ------------------------------------------------------------------------------------------------

function showAll(all) {
    devices = all.devices;
    $("unit").replaceChildren(`${all.terminal} · ${all.place.zh} `, make("small", {textContent: all.place.en}));
    const ill = devices.filter(device => ["down", "care"].includes(mood(device))).length;
    $("summary").replaceChildren(ill
        ? `${devices.length} 台设备，${ill} 台需要处理 `
        : `${devices.length} 台设备，全部正常 `,
    make("small", {textContent: ill ? `${ill} of ${devices.length} need somebody` : `all ${devices.length} work`}),
    make("br"), make("small", {}, "市民屏幕 Screen: ", ...say("screen", all.screen)));
    $("devices").replaceChildren(...devices.map(row));
    mark();
}

function row(device) {
    const link = make("a", {href: `#${encodeURIComponent(device.name)}`, data: {mood: mood(device), device: device.name}},
        make("span", {className: "lamp", ariaHidden: "true"}),
        make("span", {className: "kind"}, ...say("class", device.class),
            ...(devices.filter(other => other.class === device.class).length > 1 ? [" ", make("code", {textContent: device.name})] : [])),
        make("span", {className: "how"}, ...briefly(device)));
    return make("li", {}, link);
}

/** The state in words, or better: what is behind it. */
function briefly(device) {
    if (device.reasons.length > 0) {
        return say("reason", device.reasons[0]);
    }
    const [supply] = Object.keys(device.supplies).filter(key => scarce(device.supplies[key]));
    return supply ? [...say("supply", supply), ...say("level", device.supplies[supply])] : say("state", device.state);
}

function mark() {
    const name = chosen();
    document.body.classList.toggle("one", location.hash.length > 1 && name !== "");
    for (const link of $("devices").querySelectorAll("a")) {
        link.setAttribute("aria-current", link.dataset.device === name);
    }
    $("device").hidden = name === "";
}

// --- one device -------------------------------------------------------------------------------------------------

let shown = "";

function showOne(device) {
    const article = $("device");
    article.dataset.mood = mood(device);
    $("title").replaceChildren(...say("class", device.class), make("code", {textContent: device.name}));
    $("state").replaceChildren(...say("state", device.state), ...device.reasons.map(reason =>
        make("span", {className: "reason"}, ...sayWithKeyword("reason", reason))));
    $("trial").hidden = !device.canBeTried;
    $("power-cycle").hidden = !device.onRelay;
    showCare(device.care);
    fill("now", now(device));
    fill("facts", pairs(device.facts, "fact", value => [String(value)]));
    fill("counters", pairs(device.counters, "counter", value => [value.toLocaleString("zh-CN")]));
    fill("faults", faults(device.faults));
    if (!held || shown !== device.name) {
        $("frames").replaceChildren(...device.wire.length ? device.wire.map(frame)
            : [make("li", {className: "none"}, "无 ", make("small", {textContent: "none"}))]);
    }
    shown = device.name;
}

function fill(section, content) {
    $(section).querySelector("div").replaceChildren(content ?? make("p", {className: "none"}, "无 ", make("small", {textContent: "none"})));
}

function definition(term, value, feeling) {
    return make("div", {}, make("dt", {}, ...term), make("dd", {data: feeling ? {mood: feeling} : {}}, ...value));
}

function pairs(map, group, value) {
    const rows = Object.entries(map).map(([key, one]) => definition(say(group, key), value(one)));
    return rows.length ? make("dl", {}, ...rows) : null;
}

/** Medium, supplies, and what only its class has: doors, senses, power. */
function now(device) {
    const rows = [];
    if (device.media !== "UNKNOWN") {
        rows.push(definition(say("now", "media"), say("media", device.media), device.media === "JAMMED" ? "down" : ""));
    }
    for (const [supply, level] of Object.entries(device.supplies)) {
        rows.push(definition(say("supply", supply), say("level", level),
            level === "OUT" ? "down" : level === "LOW" ? "care" : ""));
    }
    for (const [sense, active] of Object.entries(device.senses ?? {})) {
        rows.push(definition(say("sense", sense), say("active", String(active)), active ? "care" : ""));
    }
    if (device.power) {
        const {source, batteryLow, chargePercent, runtimeSeconds} = device.power;
        rows.push(definition(say("now", "source"), say("source", source), source === "BATTERY" ? "care" : ""));
        if (batteryLow) {
            rows.push(definition(say("now", "battery"), say("level", "LOW"), "down"));
        }
        if (chargePercent !== undefined) {
            rows.push(definition(say("now", "charge"), [`${chargePercent} %`]));
        }
        if (runtimeSeconds !== undefined) {
            rows.push(definition(say("now", "runtime"), [`${Math.floor(runtimeSeconds / 60)} min`]));
        }
    }
    const doors = Object.entries(device.doors ?? {}).map(([number, door]) =>
        make("li", {data: {door}}, number, make("small", {}, words.door?.[door]?.zh ?? door)));
    const parts = [...(rows.length ? [make("dl", {}, ...rows)] : []), ...(doors.length ? [make("ul", {className: "doors"}, ...doors)] : [])];
    return parts.length ? make("div", {}, ...parts) : null;
}

function faults(list) {
    const rows = list.map(fault => make("li", {},
        make("time", {dateTime: fault.at, textContent: `${day(fault.at)} ${clock(fault.at)}`}),
        make("span", {}, make("b", {}, ...say("state", fault.state)), " ",
            ...fault.reasons.flatMap(reason => [...sayWithKeyword("reason", reason), " "]))));
    return rows.length ? make("ol", {}, ...rows) : null;
}

function frame(entry) {
    return make("li", {data: {way: entry.direction}},
        make("time", {dateTime: entry.at, textContent: clock(entry.at, 3)}),
        make("span", {className: "way"}, words.way?.[entry.direction]?.zh ?? entry.direction),
        make("span", {className: "text", textContent: entry.text}));
}

// --- care -------------------------------------------------------------------------------------------------------

function showCare(done) {
    if (Date.now() < refusedUntil) {
        return;
    }
    const line = $("care");
    line.hidden = !done;
    const underWay = Boolean(done && !done.ended);
    $("self-test").disabled = underWay;
    $("trial").disabled = underWay;
    $("power-cycle").disabled = underWay;
    if (!done) {
        return;
    }
    const outcome = underWay ? "under-way" : done.code ? "failed" : "passed";
    line.dataset.mood = {"under-way": "busy", "failed": "down", "passed": "well"}[outcome];
    line.dataset.outcome = outcome;
    line.replaceChildren(make("b", {}, ...say("deed", done.deed), " ", ...say("outcome", outcome)), " ",
        make("time", {dateTime: done.ended ?? done.begun, textContent: clock(done.ended ?? done.begun)}), " ",
        ...(underWay ? [] : done.code
            ? [...say("failure", done.code), " ", ...sayWithKeyword("reason", done.words)] : [done.words]));
}

async function care(deed) {
    const answer = await fetch(`${address(chosen())}/${deed}`,
        {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"});
    if (!answer.ok) {
        const {error} = await answer.json();
        const line = $("care");
        refusedUntil = Date.now() + REFUSAL_STAYS_MILLISECONDS;
        line.hidden = false;
        line.dataset.mood = "care";
        line.dataset.outcome = "refused";
        line.replaceChildren(make("b", {}, ...say("outcome", "refused")), " ", ...sayWithKeyword("refusal", error));
        return;
    }
    refusedUntil = 0;
    await look();
}

/** What takes power is touched twice. */
function askTwice(button, deed) {
    if (button.classList.contains("sure")) {
        unsure(button);
        return deed();
    }
    button.classList.add("sure");
    button.replaceChildren("再按一次确认 ", make("small", {textContent: "press again"}));
    setTimeout(() => unsure(button), SURE_WITHIN_MILLISECONDS);
}

function unsure(button) {
    button.classList.remove("sure");
    button.replaceChildren("断电重启 ", make("small", {textContent: "Power-cycle"}));
}

// --- following --------------------------------------------------------------------------------------------------

async function look() {
    try {
        const all = await changed("/devices.json");
        if (all) {
            showAll(all);
        }
        const name = chosen();
        if (name) {
            if (name !== shown) {
                etags.delete(`${address(name)}.json`);
            }
            const one = await changed(`${address(name)}.json`);
            if (one && name === chosen()) {
                showOne(one);
            }
        }
        $("lost").hidden = true;
    } catch (gone) {
        etags.clear();
        $("lost").hidden = false;
    }
}

async function follow() {
    if (!document.hidden) {
        await look();
    }
    setTimeout(follow, LOOK_EVERY_MILLISECONDS);
}

async function begin() {
    $("self-test").onclick = () => care("self-test");
    $("trial").onclick = () => care("trial");
    $("power-cycle").onclick = event => askTwice(event.currentTarget, () => care("power-cycle"));
    $("hold").onclick = event => {
        held = !held;
        event.currentTarget.setAttribute("aria-pressed", held);
        etags.clear();
    };
    addEventListener("hashchange", async () => {
        unsure($("power-cycle"));
        refusedUntil = 0;
        mark();
        await look();
        scrollTo(0, 0);
    });
    addEventListener("visibilitychange", () => document.hidden || look());
    wide.onchange = () => { mark(); look(); };
    try {
        words = await (await fetch("/words.json")).json();
    } catch (gone) {
        $("lost").hidden = false;
    }
    await follow();
}

begin();
