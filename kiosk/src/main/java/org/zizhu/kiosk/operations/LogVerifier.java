package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.operations.Verdict.Broken;
import org.zizhu.kiosk.operations.Verdict.Sort;
import org.zizhu.kiosk.screen.Text;

/**
 * Whether a log is as the unit wrote it, from its files alone, and if not, what was done to it and where first. What nobody signed can have been made
 * anew by whoever had the disk: it is at most the last hour. That whole records are missing at the end, only who has noted a later head can tell.
 */
public final class LogVerifier {

    private final List<LogLine> lines;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final Map<String, Integer> lastPlace = new HashMap<>();

    private LogVerifier(List<LogLine> lines, List<PublicKey> keys) {
        this.lines = lines;
        keys.forEach(key -> this.keys.put(LogKey.name(key), key));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).record().isPresent()) {
                LogRecord record = lines.get(i).record().get();
                named.add(record.prev());
                lastPlace.put(record.hash(), i);
            }
        }
    }

    /** The public key in a PEM file: itself, or in a certificate. */
    public static PublicKey key(Path file) throws IOException {
        return LogKey.read(file);
    }

    /**
     * The public key that is written as SubjectPublicKeyInfo in base64.
     *
     * @throws IOException if it is none
     */
    public static PublicKey key(String base64) throws IOException {
        return LogKey.read(base64);
    }

    /** What a log names that key by. */
    public static String name(PublicKey key) {
        return LogKey.name(key);
    }

    /** The names of the keys that a log says it is signed with. */
    public static Set<String> keysNamedIn(List<Path> files) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            LogLine.of(file)
                    .forEach(line ->
                            line.record().flatMap(record -> record.field("key")).ifPresent(names::add));
        }
        return names;
    }

    /** The public key that lies beside a log where the unit keeps it. */
    public static Optional<Path> keyBeside(Path file) {
        return Optional.of(file.resolveSibling(LogKey.PUBLIC_FILE)).filter(Files::isRegularFile);
    }

    /**
     * Judges a log.
     *
     * @param files in any order
     * @param keys those that the unit may have signed with; none, if signatures are not to be judged
     * @param heads records that are known to have been in it; those before its first record tell nothing
     */
    public static Verdict verify(List<Path> files, List<PublicKey> keys, List<Verdict.Head> heads) throws IOException {
        List<List<LogLine>> read = new ArrayList<>();
        for (Path file : files) {
            read.add(LogLine.of(file));
        }
        read.removeIf(List::isEmpty);
        read.sort(Comparator.comparingLong(LogVerifier::firstNumber));
        List<LogLine> lines = read.stream().flatMap(List::stream).toList();
        return lines.isEmpty() ? new Verdict.Empty() : new LogVerifier(lines, keys).judge(heads);
    }

    private static long firstNumber(List<LogLine> lines) {
        return lines.stream()
                .flatMap(line -> line.record().stream())
                .mapToLong(LogRecord::seq)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The number of the first record in some lines of one file that is not as it was written; by the chain alone. */
    static OptionalLong firstDamage(List<LogLine> lines) {
        if (lines.isEmpty()) {
            return OptionalLong.empty();
        }
        return new LogVerifier(lines, List.of())
                .followChain()
                .map(broken -> OptionalLong.of(broken.record()))
                .orElse(OptionalLong.empty());
    }

    private Verdict judge(List<Verdict.Head> heads) {
        Optional<Broken> chain = followChain();
        int sound = chain.map(this::placeOf).orElse(lines.size());
        Signatures signatures = new Signatures();
        for (int i = 0; i < sound; i++) {
            Optional<Broken> forged = signatures.look(i);
            if (forged.isPresent()) {
                return forged.get();
            }
        }
        if (chain.isPresent()) {
            return chain.get();
        }
        List<LogRecord> records =
                lines.stream().flatMap(line -> line.record().stream()).toList();
        LogRecord last = records.get(records.size() - 1);
        return misses(heads, records)
                .<Verdict>map(broken -> broken)
                .orElseGet(() -> new Verdict.Whole(
                        records.stream()
                                .flatMap(record -> record.field("unit").stream())
                                .findFirst()
                                .orElse("?"),
                        records.get(0),
                        last,
                        new Verdict.Head(last.seq(), last.hash()),
                        signatures.upTo,
                        signatures.count,
                        isClosed(records)));
    }

    private int placeOf(Broken broken) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).number() == broken.line() && lines.get(i).file().equals(broken.file())) {
                return i;
            }
        }
        return lines.size();
    }

    private static boolean isClosed(List<LogRecord> records) {
        int size = records.size();
        return size >= 2
                && records.get(size - 1).event().equals("signed")
                && records.get(size - 2).event().equals("stopped");
    }

    /** The first of them that is not in it. */
    private Optional<Broken> misses(List<Verdict.Head> heads, List<LogRecord> records) {
        List<Broken> missing = heads.stream()
                .sorted(Comparator.comparingLong(Verdict.Head::seq))
                .flatMap(known -> misses(known, records).stream())
                .toList();
        long apart =
                missing.stream().filter(broken -> broken.sort() == Sort.CHANGED).count();
        long toBeFound = heads.stream()
                .filter(known -> known.seq() >= records.get(0).seq()
                        && known.seq() <= records.get(records.size() - 1).seq())
                .count();
        return missing.stream()
                .findFirst()
                .map(first -> apart > 1 && apart == toBeFound
                        ? new Broken(
                                Sort.REPLACED,
                                records.get(0).seq(),
                                Optional.of(records.get(0).at()),
                                lines.get(0).file(),
                                1,
                                Text.of(
                                        "这些文件自身连贯，但所记的 " + apart + " 条都不在其中",
                                        "it hangs together, but none of the " + apart
                                                + " records that were noted is in it"))
                        : first);
    }

    private Optional<Broken> misses(Verdict.Head known, List<LogRecord> records) {
        LogRecord first = records.get(0);
        LogRecord last = records.get(records.size() - 1);
        LogLine end = lines.get(lines.size() - 1);
        if (known.seq() > last.seq()) {
            return Optional.of(new Broken(
                    Sort.CUT,
                    last.seq() + 1,
                    Optional.of(last.at()),
                    end.file(),
                    end.number() + 1,
                    Text.of(
                            "末尾缺少第 " + (last.seq() + 1) + " 至 " + known.seq() + " 条",
                            "records " + (last.seq() + 1) + " to " + known.seq() + " are missing at the end")));
        }
        if (known.seq() < first.seq()) {
            return Optional.empty();
        }
        return lines.stream()
                .filter(line ->
                        line.record().map(record -> record.seq() == known.seq()).orElse(false))
                .filter(line -> !line.record().orElseThrow().hash().equals(known.hash()))
                .findFirst()
                .map(line -> broken(
                        Sort.CHANGED,
                        known.seq(),
                        line,
                        Text.of(
                                "第 " + known.seq() + " 条与所记的不同",
                                "record " + known.seq() + " is not the one that was noted")));
    }

    // --- signatures -------------------------------------------------------------------------------------------------

    /** Looks at one signature after the other. */
    private final class Signatures {
        private long upTo;
        private int count;
        private int from;

        Optional<Broken> look(int place) {
            LogLine line = lines.get(place);
            Optional<LogRecord> signed =
                    line.record().filter(record -> record.event().equals("signed"));
            if (signed.isEmpty() || keys.isEmpty()) {
                return Optional.empty();
            }
            LogRecord record = signed.get();
            if (!keys.containsKey(record.field("key").orElse(""))) {
                return Optional.of(broken(
                        Sort.FORGED, record.seq(), line, Text.of("这处签名用的是另一把密钥", "this signature is of another key")));
            }
            if (!isSigned(record)) {
                // Anything of what it is to cover may be false: the first of it is named.
                LogLine first = lines.get(from);
                long number = first.record().map(LogRecord::seq).orElse(record.seq());
                return Optional.of(
                        number == record.seq()
                                ? broken(
                                        Sort.CHANGED,
                                        number,
                                        first,
                                        Text.of("签名不对", "the signature is not of this record"))
                                : broken(
                                        Sort.CHANGED,
                                        number,
                                        first,
                                        Text.of(
                                                "第 " + number + " 至 " + record.seq() + " 条不是签名时的内容",
                                                "records " + number + " to " + record.seq()
                                                        + " are not what was signed")));
            }
            upTo = record.seq();
            count++;
            from = place + 1;
            return Optional.empty();
        }
    }

    private boolean isSigned(LogRecord record) {
        PublicKey key = keys.get(record.field("key").orElse(""));
        return key != null
                && LogKey.verifies(
                        key, record.signedBytes(), record.field("signature").orElse(""));
    }

    // --- the chain --------------------------------------------------------------------------------------------------

    /** The first thing that is wrong with numbers and hashes. */
    private Optional<Broken> followChain() {
        @Nullable LogRecord before = null;
        int place = 0;
        while (place < lines.size()) {
            LogLine line = lines.get(place);
            if (line.record().isEmpty()) {
                int told = place + 1;
                while (told < lines.size() && lines.get(told).record().isEmpty()) {
                    told++;
                }
                if (told < lines.size() && follows(lines.get(told), before) && tells(lines.get(told), place, told)) {
                    before = lines.get(told).record().orElseThrow();
                    place = told + 1;
                    continue;
                }
                return Optional.of(noRecord(place, before));
            }
            LogRecord record = line.record().get();
            if (before == null ? !begins(record) : !follows(line, before)) {
                return Optional.of(before == null ? noBeginning(place, record) : breach(place, record, before));
            }
            if (record.event().equals("log-torn")) {
                return Optional.of(broken(
                        Sort.CUT,
                        record.seq(),
                        line,
                        Text.of("断电残留的半行不见了", "what the power cut left of a line is missing here")));
            }
            before = record;
            place++;
        }
        return Optional.empty();
    }

    private static boolean begins(LogRecord record) {
        return record.event().equals("log-begun")
                && (record.seq() > 1 || record.prev().equals(LogRecord.NOTHING_BEFORE));
    }

    private static boolean follows(LogLine line, @Nullable LogRecord before) {
        LogRecord record = line.record().orElseThrow();
        return before == null
                ? record.prev().equals(LogRecord.NOTHING_BEFORE) || record.seq() > 1
                : record.seq() == before.seq() + 1 && record.prev().equals(before.hash());
    }

    /** Whether a record says of the lines before it what they are: what was left by a power cut. */
    private boolean tells(LogLine told, int from, int to) {
        LogRecord record = told.record().orElseThrow();
        byte[] torn = LogLine.bytes(lines.subList(from, to));
        long length = record.count("bytes");
        return record.event().equals("log-torn")
                && (length == torn.length || length == torn.length - 1)
                && record.field("hash")
                        .map(LogRecord.hash(Arrays.copyOf(torn, (int) length))::equals)
                        .orElse(false);
    }

    private Broken noRecord(int place, @Nullable LogRecord before) {
        LogLine line = lines.get(place);
        long number = before == null ? 1 : before.seq() + 1;
        Optional<LogRecord> next =
                place + 1 < lines.size() ? lines.get(place + 1).record() : Optional.empty();
        boolean goesOn = before == null
                ? next.map(LogVerifier::begins).orElse(false)
                : next.filter(record -> !record.event().equals("log-torn")).isPresent()
                        && follows(lines.get(place + 1), before);
        boolean afterTheEnd = place == lines.size() - 1
                && line.ended()
                && isClosed(lines.subList(0, place).stream()
                        .flatMap(one -> one.record().stream())
                        .toList());
        if (goesOn || afterTheEnd) {
            return broken(
                    Sort.ADDED, number, line, at(before), Text.of("多出一行，不是记录", "a line was added that is no record"));
        }
        if (!line.ended()) {
            return broken(
                    Sort.CUT,
                    number,
                    line,
                    at(before),
                    Text.of("最后一行不完整：断电，或被截断", "the last line is not whole: the power was cut, or the file was"));
        }
        return broken(Sort.CHANGED, number, line, at(before), Text.of("这一行不再是记录", "this line is no record any more"));
    }

    private Broken noBeginning(int place, LogRecord record) {
        if (isElsewhere(place, record)) {
            return broken(Sort.ADDED, record.seq(), lines.get(place), added());
        }
        for (int i = place + 1; i < lines.size(); i++) {
            Optional<LogRecord> later = lines.get(i).record();
            if (later.isPresent() && later.get().seq() < record.seq() && begins(later.get())) {
                return broken(
                        Sort.SWAPPED,
                        later.get().seq(),
                        lines.get(place),
                        Optional.of(later.get().at()),
                        stands(later.get().seq(), i));
            }
        }
        if (record.seq() == 1) {
            return broken(Sort.CHANGED, 1, lines.get(place), changed(1));
        }
        return broken(
                Sort.CUT,
                Math.max(1, record.seq() - 1),
                lines.get(place),
                Text.of("第 " + record.seq() + " 条之前的记录缺失", "what was before record " + record.seq() + " is missing"));
    }

    private Broken breach(int place, LogRecord record, LogRecord before) {
        LogLine line = lines.get(place);
        long due = before.seq() + 1;
        OptionalLong real = laterFollower(place, before);
        if (record.prev().equals(before.hash())) {
            // It says that it comes next, and its number says otherwise.
            return real.isPresent()
                    ? broken(Sort.ADDED, due, line, added())
                    : broken(Sort.CHANGED, due, line, changed(due));
        }
        if (record.seq() == due) {
            return wrongHash(place, record, before, real);
        }
        if (record.seq() > due) {
            if (real.isPresent()) {
                return isElsewhere(place, record)
                        ? broken(Sort.ADDED, due, line, added())
                        : broken(
                                Sort.SWAPPED, due, line, Optional.of(before.at()), stands(due, (int) real.getAsLong()));
            }
            return broken(
                    Sort.CUT,
                    due,
                    line,
                    Optional.of(before.at()),
                    due == record.seq() - 1
                            ? Text.of("缺少第 " + due + " 条", "record " + due + " is missing")
                            : Text.of(
                                    "缺少第 " + due + " 至 " + (record.seq() - 1) + " 条",
                                    "records " + due + " to " + (record.seq() - 1) + " are missing"));
        }
        if (place == 1 && !named.contains(before.hash())) {
            return broken(
                    Sort.CHANGED, Math.max(1, record.seq() - 1), lines.get(0), changed(Math.max(1, record.seq() - 1)));
        }
        // Of two with one number, that is the real one by which the chain goes on.
        boolean same = lines.subList(0, place).stream()
                .flatMap(one -> one.record().stream())
                .anyMatch(one -> one.text().equals(record.text()));
        if (!same && isSound(place, record) && before.seq() == record.seq() && !named.contains(before.hash())) {
            return broken(Sort.ADDED, before.seq(), lines.get(place - 1), added());
        }
        return broken(Sort.ADDED, record.seq(), line, added());
    }

    /** The number is right, but it does not name the record before it. */
    private Broken wrongHash(int place, LogRecord record, LogRecord before, OptionalLong real) {
        LogLine line = lines.get(place);
        if (real.isPresent()) {
            return broken(Sort.ADDED, record.seq(), line, added());
        }
        if (isSound(place, record) || (place == lines.size() - 1 && keys.isEmpty())) {
            return broken(Sort.CHANGED, before.seq(), lines.get(place - 1), changed(before.seq()));
        }
        return broken(Sort.CHANGED, record.seq(), line, changed(record.seq()));
    }

    private boolean isElsewhere(int place, LogRecord record) {
        Integer last = lastPlace.get(record.hash());
        return last != null && last != place;
    }

    /** Whether something vouches for a record: the one after it, or a signature of its own. */
    private boolean isSound(int place, LogRecord record) {
        return named.contains(record.hash())
                || (place == lines.size() - 1 && (!record.event().equals("signed") || isSigned(record)));
    }

    /** Where, further on, the record is that really comes next. */
    private OptionalLong laterFollower(int place, LogRecord before) {
        for (int i = place + 1; i < lines.size(); i++) {
            if (lines.get(i).record().isPresent() && follows(lines.get(i), before)) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private static Optional<Instant> at(@Nullable LogRecord record) {
        return Optional.ofNullable(record).map(LogRecord::at);
    }

    private static Broken broken(Sort sort, long record, LogLine line, Text why) {
        return broken(sort, record, line, line.record().map(LogRecord::at), why);
    }

    private static Broken broken(Sort sort, long record, LogLine line, Optional<Instant> at, Text why) {
        return new Broken(sort, record, at, line.file(), line.number(), why);
    }

    private static Text changed(long number) {
        return Text.of("第 " + number + " 条被改过", "record " + number + " was changed");
    }

    private static Text added() {
        return Text.of("多出一条记录", "a record was added");
    }

    private Text stands(long number, int place) {
        int line = lines.get(place).number();
        return Text.of("第 " + number + " 条被挪到了第 " + line + " 行", "record " + number + " stands in line " + line);
    }
}
