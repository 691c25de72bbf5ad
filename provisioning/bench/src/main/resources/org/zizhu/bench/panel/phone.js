"use strict";

const $ = id => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

/** White around the modules, as ISO/IEC 18004 wants it. */
const QUIET_ZONE = 4;

/** More are found by searching; a longer list is not read anyway. */
const OWNERS_SHOWN = 60;

const SHOTS_KEPT = 5;

let citizens = [];
let kinds = [];
let owner;
let kind;
let code;
let shots = [];

/** Goes up with each code that is asked for: an answer that comes late, after another choice, is not shown. */
let asked = 0;

/** Makes an element; strings become text, never markup. */
function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
}

/** Chinese, with the English small beside it. */
function words(text) {
    return [text.zh + " ", make("small", {textContent: text.en})];
}

let toastTimer;
function toast(text) {
    $("toast").textContent = text;
    $("toast").classList.add("shown");
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 2600);
}

async function post(path, body) {
    try {
        const answer = await fetch(path, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});
        $("lost").hidden = true;
        return {ok: answer.ok, value: await answer.json()};
    } catch (gone) {
        $("lost").hidden = false;
        return {ok: false, value: {error: "lost"}};
    }
}

// --- the code ---------------------------------------------------------------------------------------------------

function draw(svg, {size, path}) {
    const whole = size + 2 * QUIET_ZONE;
    svg.setAttribute("viewBox", `${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`);
    const modules = document.createElementNS(SVG, "path");
    modules.setAttribute("d", path);
    svg.replaceChildren(modules);
}

async function renew() {
    const number = ++asked;
    const place = document.querySelector("[name=where]:checked").value;
    const answer = await post("/phone/code", {citizen: owner.id, kind: kind.id, place});
    if (number !== asked) {
        return;
    }
    code = answer.ok ? answer.value : undefined;
    show();
}

/** The number on the owner's water bill, to be typed at the kiosk. */
async function showHousehold(whose) {
    const answer = await post("/phone/household", {citizen: whose.id});
    if (whose === owner) {
        $("household").hidden = !answer.ok;
        $("household").textContent = answer.ok ? `水费户号 Water bill ${answer.value.household.replace(/(.{4})(?=.)/g, "$1 ")}` : "";
    }
}

function show() {
    $("owner").textContent = owner.name;
    $("place").textContent = owner.place;
    $("title").replaceChildren(...words(kind.name));
    $("from").textContent = `${kind.from.zh} · ${kind.from.en}`;
    $("about").textContent = code?.about ?? "";
    $("sheet").dataset.kind = code ? code.kind : "none";
    $("sheet").dataset.size = code ? code.size : 0;
    $("none").hidden = Boolean(code);
    if (code) {
        draw($("qr"), code);
    } else {
        $("qr").replaceChildren();
        $("none").replaceChildren("这位市民没有这种码", make("small", {textContent: "This citizen has no such code"}));
    }
    ["to-scanner", "to-camera", "shot", "forge", "revoke"].forEach(id => $(id).disabled = !code);
    tick();
}

/** A minute's code is renewed by itself, unless its owner has put the phone away. */
function tick() {
    const now = Date.now();
    $("clock").textContent = new Date(now).toLocaleTimeString("zh-CN", {hour: "2-digit", minute: "2-digit"});
    const left = code ? Math.max(0, Math.ceil((code.expires - now) / 1000)) : 0;
    const old = Boolean(code) && left === 0;
    $("sheet").classList.toggle("old", old);
    $("sheet").classList.toggle("soon", left <= 10);
    $("renew").hidden = !old;
    $("left").hidden = !code || kind.seconds === 0;
    $("left").max = kind.seconds || 1;
    $("left").value = left;
    $("seconds").textContent = !code ? "" : kind.seconds === 0
        ? `有效至 ${new Date(code.expires).toLocaleString("zh-CN", {dateStyle: "medium", timeStyle: "short"})} · valid until then`
        : `${left} 秒后刷新 · new in ${left} s`;
    if (old && kind.seconds > 0 && document.visibilityState === "visible") {
        renew();
    }
    shots.forEach(shot => {
        const state = document.querySelector(`[data-shot="${shot.number}"] .age`);
        if (state) {
            const gone = now > shot.code.expires;
            const left = Math.ceil((shot.code.expires - now) / 1000);
            state.textContent = gone ? "已过期 · has run out" : `还有 ${left} 秒 · ${left} s left`;
        }
    });
}

// --- showing it -------------------------------------------------------------------------------------------------

async function hold(gadget, text) {
    const answer = await post(`/do/${gadget}/show`, text);
    const where = gadget === "scanner" ? "已对准扫码器 · held to the scanner" : "已举到摄像头前 · held up to the camera";
    toast(answer.ok ? where : `不成功 · failed: ${answer.value.why?.zh ?? answer.value.error}`);
}

async function takeAway() {
    await post("/do/scanner/take-away", "");
    await post("/do/camera/empty", "");
    toast("已拿开 · taken away");
}

/** One character of the signature (the first of a group of base45) becomes another, as if somebody had drawn on the code. */
function forged(text) {
    const at = 4 + 3 * Math.floor((text.length - 16) / 3);
    return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

let shotNumber = 0;
function screenshot() {
    shots = [{number: ++shotNumber, code, owner: owner.name, kind}, ...shots].slice(0, SHOTS_KEPT);
    $("shots").replaceChildren(...shots.map(shot => {
        const picture = document.createElementNS(SVG, "svg");
        draw(picture, shot.code);
        const button = make("button", {type: "button", className: "do", title: "把截图对准扫码器 · show the screenshot to the scanner"},
            "出示 ", make("small", {textContent: "show"}));
        button.onclick = () => hold("scanner", shot.code.text);
        const item = make("li", {}, picture, make("span", {}, shot.kind.name.zh, make("small", {textContent: shot.owner}),
            make("small", {className: "age"})), button);
        item.dataset.shot = shot.number;
        return item;
    }));
    tick();
}

async function lookAtScanner() {
    try {
        const state = await (await fetch("/state")).json();
        $("lost").hidden = true;
        const face = state.gadgets.scanner?.face;
        $("scanner").classList.toggle("lit", face?.mood === "BUSY");
        $("scanner").firstElementChild.replaceChildren(...face ? ["扫码器：", ...words(face.state)] : ["没有扫码器 · no scanner"]);
        $("to-scanner").hidden = !face;
        $("to-camera").hidden = !state.gadgets.camera;
    } catch (gone) {
        $("lost").hidden = false;
    }
}

// --- whose and which --------------------------------------------------------------------------------------------

function showOwners() {
    const wanted = $("search").value.trim().toLowerCase().split(/\s+/);
    const found = citizens.filter(citizen => {
        const text = `${citizen.id} ${citizen.name} ${citizen.number} ${citizen.place} ${citizen.tags.join(" ")}`.toLowerCase();
        return wanted.every(word => text.includes(word));
    });
    $("count").textContent = `${found.length} / ${citizens.length}`;
    $("owners").replaceChildren(...found.slice(0, OWNERS_SHOWN).map(citizen => {
        const button = make("button", {type: "button"}, make("b", {textContent: citizen.name}),
            make("span", {textContent: [citizen.place, ...citizen.tags].join(" · ")}));
        button.dataset.citizen = citizen.id;
        button.setAttribute("aria-pressed", citizen === owner);
        button.onclick = () => choose(citizen, kind);
        return make("li", {}, button);
    }));
}

function showKinds() {
    $("kinds").replaceChildren(...kinds.map(one => {
        const button = make("button", {type: "button", textContent: one.name.zh, title: one.name.en});
        button.dataset.kind = one.id;
        button.setAttribute("role", "tab");
        button.setAttribute("aria-selected", one === kind);
        button.onclick = () => choose(owner, one);
        return button;
    }));
}

function choose(nextOwner, nextKind) {
    owner = nextOwner;
    kind = nextKind;
    document.querySelectorAll("#owners button").forEach(button =>
        button.setAttribute("aria-pressed", button.dataset.citizen === owner.id));
    document.querySelectorAll("#kinds button").forEach(button =>
        button.setAttribute("aria-selected", button.dataset.kind === kind.id));
    showHousehold(owner);
    return renew();
}

async function begin() {
    $("search").oninput = showOwners;
    $("renew").onclick = renew;
    $("to-scanner").onclick = () => hold("scanner", code.text);
    $("to-camera").onclick = () => hold("camera", code.text);
    $("away").onclick = takeAway;
    $("shot").onclick = screenshot;
    $("forge").onclick = () => hold("scanner", forged(code.text));
    $("revoke").onclick = async () => {
        const answer = await post("/phone/revoke", {text: code.text});
        toast(answer.ok ? "已作废 · revoked" : "不成功 · failed");
    };
    $("revoke-key").onclick = async () => {
        const answer = await post("/phone/revoke-key", {});
        toast(answer.ok ? "旧密钥签的码都不能用了；新码用新密钥 · codes by the old key are worth nothing now" : "不成功 · failed");
    };
    document.querySelectorAll("[name=where]").forEach(choice => choice.onchange = renew);
    try {
        citizens = await (await fetch("/citizens")).json();
        kinds = await (await fetch("/phone/kinds")).json();
    } catch (gone) {
        $("lost").hidden = false;
        return;
    }
    [owner] = citizens;
    [kind] = kinds;
    showOwners();
    showKinds();
    await choose(owner, kind);
    await lookAtScanner();
    setInterval(tick, 250);
    setInterval(lookAtScanner, 500);
}

begin();
