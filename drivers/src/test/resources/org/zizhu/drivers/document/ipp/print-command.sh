#!/bin/sh
# What ippeveprinter calls to print: keeps the document beside itself and tells of pages by its messages on stderr
# (ippeveprinter(1), "print commands"). A file "empty-after-page-1" beside it takes the paper away.
here=$(dirname "$0")
cp "$1" "$here/received.pdf"
for page in 1 2; do
    sleep 0.3
    echo "ATTR: job-impressions-completed=$page" >&2
    if [ -e "$here/empty-after-page-1" ]; then
        echo "STATE: +media-empty-error" >&2
        # It can't be stopped from outside: it gives up by itself, after the client has long asked it to.
        sleep 8
        exit 0
    fi
done
