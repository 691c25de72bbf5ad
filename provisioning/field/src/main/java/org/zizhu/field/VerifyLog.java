package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.operations.LogVerifier;
import org.zizhu.kiosk.operations.OperationsLog;
import org.zizhu.kiosk.operations.Verdict;
import org.zizhu.kiosk.screen.Text;

/** Judges a log and says so in words. */
final class VerifyLog {

    private static final Pattern HEAD = Pattern.compile("(?<seq>[1-9][0-9]{0,17}):(?<hash>[0-9a-f]{64})");

    private final PrintWriter out;

    VerifyLog(PrintWriter out) {
        this.out = out;
    }

    int run(List<Path> named, List<Path> keyFiles, @Nullable String head, @Nullable Path anchorsFile)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path one : named) {
            files.addAll(Files.isDirectory(one) ? OperationsLog.files(one) : List.of(one));
        }
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : keyFiles) {
            keys.add(LogVerifier.key(file));
        }
        List<Verdict.Head> heads = new ArrayList<>();
        if (head != null) {
            heads.add(head(head));
        }
        @Nullable Anchors anchors = anchorsFile == null ? null : Anchors.in(anchorsFile);
        @Nullable Anchors theirs = anchors == null ? null : anchors.ofLogWith(LogVerifier.keysNamedIn(files));
        if (theirs != null) {
            if (theirs.all().isEmpty() && !files.isEmpty()) {
                return tellUnknown();
            }
            keys.addAll(theirs.keys());
            heads.addAll(theirs.heads());
        }
        boolean beside = keys.isEmpty();
        if (beside && !files.isEmpty()) {
            Optional<Path> found = LogVerifier.keyBeside(files.get(0).toAbsolutePath());
            if (found.isPresent()) {
                keys.add(LogVerifier.key(found.get()));
            }
        }
        Verdict verdict = LogVerifier.verify(files, keys, heads);
        if (verdict instanceof Verdict.Broken broken) {
            return tell(broken);
        }
        if (verdict instanceof Verdict.Whole whole) {
            int told = tell(whole, beside, !keys.isEmpty());
            return anchors == null || theirs == null ? told : tell(whole, anchors, theirs);
        }
        say("没有记录", "there are no records");
        return Field.UNKNOWN;
    }

    private static Verdict.Head head(String text) throws IOException {
        Matcher parts = HEAD.matcher(text);
        if (!parts.matches()) {
            throw new IOException("--head is NUMBER:HASH, as an earlier run printed it");
        }
        return new Verdict.Head(Long.parseLong(parts.group("seq")), parts.group("hash"));
    }

    /** Nobody has told the fleet of a log with this key: it is another unit's, or made anew. */
    private int tellUnknown() {
        out.println(Field.both(Text.of("日志不是这台终端的，或被整个换过", "REPLACED, or of another unit")));
        say("中心没有收到过用这把密钥签名的日志", "the fleet was never told of a log that is signed with its key");
        return Field.BAD;
    }

    private int tell(Verdict.Whole whole, Anchors all, Anchors theirs) {
        List<Verdict.Head> found = theirs.heads().stream()
                .filter(known -> known.seq() >= whole.first().seq())
                .toList();
        if (found.isEmpty()) {
            say(
                    "中心所存的签名都在这些文件之前，无法对照",
                    "all that the fleet has kept is from before these files: nothing to compare them with");
            return Field.UNKNOWN;
        }
        long last = found.stream().mapToLong(Verdict.Head::seq).max().orElseThrow();
        say(
                "与中心所存的 " + found.size() + " 个签名相符，直到第 " + last + " 条",
                "it is the log of " + found.size() + " signatures that the fleet has kept, up to record " + last);
        if (theirs.lastEnrolment() < all.lastEnrolment()) {
            say("终端后来重新登记过，这是更早的日志", "the unit has been enrolled anew since, with another log: this is an earlier one");
            return Field.UNKNOWN;
        }
        return Field.GOOD;
    }

    private int tell(Verdict.Broken broken) {
        Text what =
                switch (broken.sort()) {
                    case CUT -> Text.of("日志被截去", "CUT");
                    case CHANGED -> Text.of("日志被改动", "CHANGED");
                    case ADDED -> Text.of("日志被添加", "ADDED");
                    case SWAPPED -> Text.of("日志被调换", "SWAPPED");
                    case REPLACED -> Text.of("日志被整个换过", "REPLACED");
                    case FORGED -> Text.of("签名不是本机的", "SIGNED WITH ANOTHER KEY");
                };
        out.println(Field.both(what));
        say("记录 " + broken.record(), "record " + broken.record());
        say(
                "位置 " + broken.file().getFileName() + " 第 " + broken.line() + " 行",
                broken.file().getFileName() + ", line " + broken.line());
        broken.at().ifPresent(at -> say("时间 " + at, "time " + at));
        out.println("  " + Field.both(broken.why()));
        return Field.BAD;
    }

    private int tell(Verdict.Whole whole, boolean keyBeside, boolean judged) {
        out.println(Field.both(Text.of("日志完整", "WHOLE")));
        say("终端 " + whole.unit(), "unit " + whole.unit());
        say(
                "记录 %d（%s）至 %d（%s）"
                        .formatted(
                                whole.first().seq(),
                                whole.first().at(),
                                whole.last().seq(),
                                whole.last().at()),
                "records %d to %d".formatted(whole.first().seq(), whole.last().seq()));
        if (whole.first().seq() > 1) {
            say("更早的记录不在这些文件里", "what was before is not in these files");
        }
        if (!whole.closed()) {
            say(
                    "结尾不是正常关机：仍在运行、断电，或末尾被删",
                    "it does not end with a shutdown: the unit runs, lost its power, or the end was taken away");
        }
        out.println("  --head " + whole.head().seq() + ":" + whole.head().hash());
        if (!judged) {
            say("没有密钥，未检验签名（--key）", "no key, so the signatures were not judged (--key)");
            return Field.UNKNOWN;
        }
        say(whole.signatures() + " 处签名有效", whole.signatures() + " signatures are good");
        long unsigned = whole.last().seq() - whole.signedUpTo();
        if (unsigned > 0) {
            say(
                    "最后 " + unsigned + " 条尚未签名，不能证明",
                    "the last " + unsigned + " records are not signed yet, and proven by nothing");
        }
        if (keyBeside) {
            say(
                    "密钥取自日志旁边：只有对照保存在别处的密钥（--key）才能证明",
                    "the key lay beside the log: only one that was kept elsewhere (--key) proves whose it is");
        }
        return Field.GOOD;
    }

    private void say(String chinese, String english) {
        out.println("  " + Field.both(Text.of(chinese, english)));
    }
}
