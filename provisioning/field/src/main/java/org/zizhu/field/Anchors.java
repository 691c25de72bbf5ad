package org.zizhu.field;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zizhu.kiosk.operations.LogVerifier;
import org.zizhu.kiosk.operations.Verdict;

/**
 * Heads of one unit's operations log as the fleet has kept them, from the table that its page exports.
 *
 * @param all in the order in which the unit told them
 */
record Anchors(List<Anchor> all) {

    /** A head, under which enrolment it was told, and with which key it was signed. */
    record Anchor(long enrolment, Verdict.Head head, PublicKey key) {}

    private static final String HEADER = "unit,enrolment,record,hash,told,key";

    private static final Pattern ROW =
            Pattern.compile("[A-Za-z0-9.-]+,(?<enrolment>[0-9]{1,18}),(?<record>[1-9][0-9]{0,17}),"
                    + "(?<hash>[0-9a-f]{64}),[0-9 :-]*,(?<key>[A-Za-z0-9+/=]{1,256})");

    /** @throws IOException if it is no such table */
    static Anchors in(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).replace("\uFEFF", "").equals(HEADER)) {
            throw notOne(file, 1);
        }
        List<Anchor> anchors = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            Matcher row = ROW.matcher(lines.get(i));
            if (!row.matches()) {
                throw notOne(file, i + 1);
            }
            anchors.add(new Anchor(
                    Long.parseLong(row.group("enrolment")),
                    new Verdict.Head(Long.parseLong(row.group("record")), row.group("hash")),
                    LogVerifier.key(row.group("key"))));
        }
        return new Anchors(List.copyOf(anchors));
    }

    private static IOException notOne(Path file, int line) {
        return new IOException(
                "不是中心导出的签名表 / not the table that a unit's page exports: " + file.getFileName() + ", line " + line);
    }

    /** Those of all enrolments in which one of these keys was told: the log with such a key has to hold all of them. */
    Anchors ofLogWith(Set<String> keyNames) {
        Set<Long> enrolments = Set.copyOf(all.stream()
                .filter(anchor -> keyNames.contains(LogVerifier.name(anchor.key())))
                .map(Anchor::enrolment)
                .toList());
        return new Anchors(all.stream()
                .filter(anchor -> enrolments.contains(anchor.enrolment()))
                .toList());
    }

    List<PublicKey> keys() {
        return all.stream().map(Anchor::key).distinct().toList();
    }

    List<Verdict.Head> heads() {
        return all.stream().map(Anchor::head).toList();
    }

    long lastEnrolment() {
        return all.stream().mapToLong(Anchor::enrolment).max().orElse(0);
    }
}
