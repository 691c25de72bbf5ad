package org.zizhu.bench.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.bench.panel.Phone;
import org.zizhu.drivers.camera.emulator.ModuleGrid;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.qr.CodeKind;

/** The phones of the sandbox city's people. */
final class SandboxPhone implements Phone {

    /** A code that lives longer than that stays on the screen. */
    private static final long CHANGES_WITHIN_SECONDS = 300;

    private static final List<CodeKind> KINDS = List.of(
            CodeKind.IDENTITY,
            CodeKind.SOCIAL_SECURITY,
            CodeKind.MEDICAL_INSURANCE,
            CodeKind.CITY,
            CodeKind.CASE_PICKUP,
            CodeKind.BOOKING,
            CodeKind.STAFF_ENROLMENT);

    private final SandboxCity city;
    private final String terminal;
    private final StaffCards staff;

    /**
     * @param terminal the unit on the table
     * @param staff of whom one is lent, with a code on whichever phone
     */
    SandboxPhone(SandboxCity city, String terminal, StaffCards staff) {
        this.city = city;
        this.terminal = terminal;
        this.staff = staff;
    }

    @Override
    public List<Kind> kinds() {
        return KINDS.stream().map(SandboxPhone::kind).toList();
    }

    private static Kind kind(CodeKind kind) {
        long seconds = kind.life().toSeconds();
        return new Kind(
                kind.name(),
                Text.of(kind.title().zh(), kind.title().en()),
                kind.signed()
                        ? Text.of("终端可离线核验", "a kiosk can verify it by itself")
                        : Text.of("由平台在线核验", "only the platform can resolve it"),
                seconds <= CHANGES_WITHIN_SECONDS ? seconds : 0);
    }

    @Override
    public Optional<Code> code(String citizen, String kind, Place place) {
        @Nullable
        String audience =
                switch (place) {
                    case ANYWHERE -> null;
                    case HERE -> "t:" + terminal;
                    case ELSEWHERE -> "t:" + terminal + "-B";
                };
        return Arrays.stream(CodeKind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .flatMap(known -> show(citizen, known, audience))
                .map(shown -> {
                    ModuleGrid modules = ModuleGrid.qr(shown.text(), StandardCharsets.US_ASCII);
                    return new Code(
                            kind,
                            shown.text(),
                            shown.about(),
                            shown.expires().toEpochMilli(),
                            modules.size(),
                            path(modules));
                });
    }

    private Optional<org.zizhu.platform.qr.Phone.Shown> show(String citizen, CodeKind kind, @Nullable String audience) {
        return kind == CodeKind.STAFF_ENROLMENT
                ? staff.named(StaffCards.OF_ANOTHER_DIVISION)
                        .map(card -> city.phone().enrolment(card.serial(), audience))
                : city.phone().show(citizen, kind, audience);
    }

    @Override
    public Optional<String> household(String citizen) {
        return city.people().stream()
                .filter(person -> person.id().equals(citizen))
                .findFirst()
                .flatMap(city::household);
    }

    @Override
    public boolean revoke(String text) {
        return city.phone().revoke(text);
    }

    @Override
    public void revokeKey() {
        city.issuer().revokeKey();
    }

    /** Each run of dark modules of a row as one box. */
    private static String path(ModuleGrid modules) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < modules.size(); row++) {
            for (int start = 0; start < modules.size(); start++) {
                int end = start;
                while (modules.dark(end, row)) {
                    end++;
                }
                if (end > start) {
                    path.append("M%d %dh%dv1h-%dz".formatted(start, row, end - start, end - start));
                    start = end;
                }
            }
        }
        return path.toString();
    }
}
