package org.zizhu.kiosk.visit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.identity.Demand;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.identity.NextStep;

/** What can be given now, and if not, which device or link is the reason. Thread-safe. */
public final class Availability {

    private static final String NOT_EQUIPPED = "not-equipped";

    private final Cabinet cabinet;
    private final BooleanSupplier platformReachable;
    private final BooleanSupplier paperSettled;
    private final Supplier<Optional<String>> blanksClosed;
    private final boolean staffKnown;
    private final Closures closures;

    /**
     * Looks at the devices and links each time it is asked.
     *
     * @param paperSettled whether it is known what became of every document of former visits
     * @param blanksClosed why the books say that no numbered blank should be fed
     * @param staffKnown whether the unit knows whose staff cards are good
     * @param closures what the centre has closed
     */
    public Availability(
            Cabinet cabinet,
            BooleanSupplier platformReachable,
            BooleanSupplier paperSettled,
            Supplier<Optional<String>> blanksClosed,
            boolean staffKnown,
            Closures closures) {
        this.cabinet = cabinet;
        this.platformReachable = platformReachable;
        this.paperSettled = paperSettled;
        this.blanksClosed = blanksClosed;
        this.staffKnown = staffKnown;
        this.closures = closures;
    }

    /** Why an item can't be given now, as a code of {@link Troubles}; empty when it can. */
    public Optional<String> closed(Item item) {
        if (closures.service(item.id()).isPresent()) {
            return Optional.of("closed-by-centre");
        }
        return item.needs().stream()
                .sorted()
                .map(this::missing)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> item.identifies() ? unidentifiable(item.identity()) : Optional.empty());
    }

    /** Whether the unit has every device that an item needs, and one by which people can be identified for it, whether they work now or not. */
    public boolean equipped(Item item) {
        return item.needs().stream().allMatch(need -> equipped(missing(need)))
                && (!item.identifies() || identifiable(item.identity(), evidence -> equipped(missing(evidence))));
    }

    private static boolean equipped(Optional<String> missing) {
        return missing.filter(NOT_EQUIPPED::equals).isEmpty();
    }

    /** Why nobody can be identified to the assurance that is demanded; the reason of the easiest way, when several are closed. */
    private Optional<String> unidentifiable(Demand demand) {
        if (identifiable(demand)) {
            return Optional.empty();
        }
        return ways(demand).map(this::missing).flatMap(Optional::stream).findFirst();
    }

    private boolean identifiable(Demand demand) {
        return identifiable(demand, evidence -> missing(evidence).isEmpty());
    }

    private static boolean identifiable(Demand demand, Predicate<Evidence> open) {
        return NextStep.canMeet(
                demand, EnumSet.allOf(Evidence.class).stream().filter(open).collect(Collectors.toSet()));
    }

    private static Stream<Evidence> ways(Demand demand) {
        return EnumSet.allOf(Evidence.class).stream()
                .filter(evidence ->
                        demand.by().contains(evidence) || demand.besides().contains(evidence.proof()));
    }

    /** For machines: why an item can't be given now, by what fails. Empty when it can, or when the centre has closed it. */
    public List<Cause> causes(Item item) {
        List<Cause> causes = new ArrayList<>();
        item.needs().stream().sorted().forEach(need -> missing(need).ifPresent(code -> causes.add(cause(need, code))));
        if (item.identifies() && !identifiable(item.identity())) {
            causes.addAll(waysMissing(item.identity()));
        }
        return causes.stream().distinct().toList();
    }

    /**
     * For machines: which ways of an item that can be given are missing. What the unit was never equipped with is not among
     * them.
     */
    public List<Cause> waysMissing(Item item) {
        return item.identifies()
                ? waysMissing(item.identity()).stream()
                        .filter(cause -> !cause.code().equals(NOT_EQUIPPED))
                        .distinct()
                        .toList()
                : List.of();
    }

    private List<Cause> waysMissing(Demand demand) {
        List<Cause> causes = new ArrayList<>();
        ways(demand)
                .forEach(evidence -> missing(evidence).ifPresent(code -> causes.add(cause(needOf(evidence), code))));
        return causes;
    }

    /** What a way of identifying hangs on. */
    private Need needOf(Evidence evidence) {
        return switch (evidence) {
            case ID_CARD -> Need.ID_CARD_READER;
            case QR_CREDENTIAL, ZIZHU_CODE -> Need.CODE_SCANNER;
            case SOCIAL_SECURITY_CARD ->
                missing(Need.CHIP_CARD_READER).isPresent() ? Need.CHIP_CARD_READER : Need.PLATFORM;
            case FACE -> Need.CAMERA;
            case PHONE_CODE -> Need.PLATFORM;
            case ATTENDANT -> Need.CHIP_CARD_READER;
        };
    }

    private Cause cause(Need need, String code) {
        if (need == Need.PLATFORM) {
            return new Cause(Cause.Kind.LINK, "platform", code);
        }
        String name = deviceOf(need)
                .map(Device::name)
                .orElse(need.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return switch (code) {
            case "face-fault" ->
                new Cause(
                        Cause.Kind.DEVICE,
                        cabinet.faceMatcher().map(Device::name).orElse("face-matcher"),
                        code);
            case "previous-unsettled" -> new Cause(Cause.Kind.UNIT, "open-transactions", code);
            case "blank-uncounted", "blank-none-good" -> new Cause(Cause.Kind.STOCK, "blanks", code);
            default -> new Cause(Cause.Kind.DEVICE, name, code);
        };
    }

    private Optional<? extends Device> deviceOf(Need need) {
        return switch (need) {
            case ID_CARD_READER -> cabinet.idCardReader();
            case CHIP_CARD_READER -> cabinet.chipCardReader();
            case CODE_SCANNER -> cabinet.codeScanner();
            case CAMERA -> cabinet.camera();
            case DOCUMENT_PRINTER -> cabinet.documentPrinter();
            case RECEIPT_PRINTER -> cabinet.receiptPrinter();
            case CARD_DISPENSER -> cabinet.cardDispenser();
            case BLANK_PRINTER -> cabinet.blankPrinter();
            case LOCKER -> cabinet.locker();
            case PLATFORM -> Optional.empty();
        };
    }

    /** Why something can't be shown here now, as a code of {@link Troubles}. */
    public Optional<String> missing(Evidence evidence) {
        return switch (evidence) {
            case ID_CARD -> missing(Need.ID_CARD_READER);
            case QR_CREDENTIAL, ZIZHU_CODE -> missing(Need.CODE_SCANNER);
            case SOCIAL_SECURITY_CARD -> missing(Need.CHIP_CARD_READER).or(() -> missing(Need.PLATFORM));
            case FACE -> missing(cabinet.faceMatcher(), works("face-fault")).or(() -> missing(Need.CAMERA));
            case PHONE_CODE -> missing(Need.PLATFORM);
            case ATTENDANT -> staffKnown ? missing(Need.CHIP_CARD_READER) : Optional.of(NOT_EQUIPPED);
        };
    }

    /** Why a need is not met, as a code of {@link Troubles}. */
    public Optional<String> missing(Need need) {
        return switch (need) {
            case ID_CARD_READER -> missing(cabinet.idCardReader(), works("reader-fault"));
            case CHIP_CARD_READER -> missing(cabinet.chipCardReader(), works("card-reader-fault"));
            case CODE_SCANNER -> missing(cabinet.codeScanner(), works("scanner-fault"));
            case CAMERA -> missing(cabinet.camera(), works("camera-fault"));
            case DOCUMENT_PRINTER -> missing(cabinet.documentPrinter(), this::paper);
            case RECEIPT_PRINTER -> missing(cabinet.receiptPrinter(), works("receipt-fault"));
            case CARD_DISPENSER -> missing(cabinet.cardDispenser(), Availability::cards);
            case BLANK_PRINTER -> missing(cabinet.blankPrinter(), this::blanks);
            case LOCKER -> missing(cabinet.locker(), works("locker-fault"));
            case PLATFORM -> platformReachable.getAsBoolean() ? Optional.empty() : Optional.of("platform-unreachable");
        };
    }

    private static Optional<String> missing(
            Optional<? extends Device> device, Function<DeviceStatus, Optional<String>> trouble) {
        return device.isEmpty()
                ? Optional.of(NOT_EQUIPPED)
                : trouble.apply(device.get().status());
    }

    private static Function<DeviceStatus, Optional<String>> works(String orElse) {
        return status -> status.usable() ? Optional.empty() : Optional.of(orElse);
    }

    private static Optional<String> cards(DeviceStatus dispenser) {
        if (dispenser.level(Supply.CARDS) == SupplyLevel.OUT) {
            return Optional.of("dispenser-no-cards");
        }
        if (dispenser.reasons().contains("bin-full")) {
            return Optional.of("dispenser-bin-full");
        }
        if (dispenser.reasons().contains("card-jammed")) {
            return Optional.of("dispenser-jammed");
        }
        return works("dispenser-fault").apply(dispenser);
    }

    public boolean platformReachable() {
        return platformReachable.getAsBoolean();
    }

    private Optional<String> paper(DeviceStatus printer) {
        if (!printer.usable()) {
            return Optional.of(printerTrouble(printer));
        }
        if (!paperSettled.getAsBoolean()) {
            return Optional.of("previous-unsettled");
        }
        return printer.media() == MediaState.PRESENT ? Optional.of("tray-not-empty") : Optional.empty();
    }

    private Optional<String> blanks(DeviceStatus printer) {
        if (printer.usable()) {
            return blanksClosed.get();
        }
        return Optional.of(
                printer.reasons().isEmpty()
                        ? "blank-fault"
                        : blankTrouble(printer.reasons().get(0)));
    }

    /** The words for a printer of numbered blanks that can't print, by one reason. */
    public static String blankTrouble(String reason) {
        return switch (reason) {
            case "blanks-empty" -> "blank-none";
            case "bin-full" -> "blank-bin-full";
            case "blank-jammed", "media-jam" -> "blank-jammed";
            case "toner-empty", "marker-supply-empty" -> "printer-no-toner";
            default -> "blank-fault";
        };
    }

    /** The words for a printer that can't print, by its state reasons (RFC 8011 §5.4.12). */
    public static String printerTrouble(DeviceStatus printer) {
        if (printer.state() != DeviceState.NO_DEVICE) {
            for (String reason : printer.reasons()) {
                String code = printerTrouble(reason);
                if (!code.equals("printer-fault")) {
                    return code;
                }
            }
        }
        return "printer-fault";
    }

    /** The words for one state reason. */
    public static String printerTrouble(String reason) {
        return switch (reason) {
            case "media-empty", "media-needed", "input-tray-missing" -> "printer-no-paper";
            case "media-jam" -> "printer-jammed";
            case "door-open", "cover-open", "interlock-open" -> "printer-open";
            case "toner-empty", "marker-supply-empty" -> "printer-no-toner";
            case "output-area-full" -> "tray-not-empty";
            default -> "printer-fault";
        };
    }
}
