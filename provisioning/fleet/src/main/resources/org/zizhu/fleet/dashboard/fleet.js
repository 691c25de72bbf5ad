"use strict";

/** Keeps the page as the fleet is, without reloading it: not while somebody types in it, or sets up their sign-in (that page is an answer, and would be gone), nor
    while nobody sees it. */
const EVERY_MS = 5000;

async function refresh() {
    const live = document.getElementById("live");
    if (document.visibilityState !== "visible" || live.contains(document.activeElement) || live.querySelector("[autofocus], [type=password], .told, .objection, details[open]")) {
        return;
    }
    try {
        const answer = await fetch(location.href, {headers: {"X-By-Itself": "1"}});
        document.getElementById("lost").hidden = answer.ok;
        if (answer.redirected) {
            location.assign(answer.url);
        } else if (answer.ok) {
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
            for (const part of ["waiting", "live"]) {
                const there = document.getElementById(part);
                const then = fresh.getElementById(part);
                if (there && then) {
                    there.replaceChildren(...then.childNodes);
                }
            }
        }
    } catch (gone) {
        document.getElementById("lost").hidden = false;
    }
}

setInterval(refresh, EVERY_MS);
