package org.zizhu.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/**
 * The house of Zizhu as rules: who lives where, and who knows whom. The bench is the one place that sees every module, so
 * the rules are checked here.
 */
@AnalyzeClasses(packages = "org.zizhu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String DRIVERS = "org.zizhu.drivers..";
    private static final String KIOSK = "org.zizhu.kiosk..";
    private static final String SCREENS = "org.zizhu.kiosk.screen..";
    private static final String UI = "org.zizhu.ui..";
    private static final String PLATFORM = "org.zizhu.platform..";
    private static final String FLEET = "org.zizhu.fleet..";
    private static final String FIELD = "org.zizhu.field..";
    private static final String BENCH = "org.zizhu.bench..";
    private static final String EMULATORS = "org.zizhu..emulator..";
    private static final String[] DATABASES = {"java.sql..", "javax.sql..", "org.sqlite.."};
    private static final String[] WIRES = {"com.fazecast.jSerialComm..", "com.hp.jipp..", "com.sun.jna.."};

    private static final DescribedPredicate<JavaClass> MAINS =
            describe("are started from the command line", owner -> owner.tryGetMethod("main", String[].class)
                    .isPresent());

    // --- who knows whom -------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule driversKnowNothingOfCitizens = noClasses()
            .that()
            .resideInAPackage(DRIVERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KIOSK, UI, PLATFORM, FLEET, FIELD, BENCH)
            .because("dependencies point one way, ui → kiosk → drivers; a driver serves any application");

    @ArchTest
    static final ArchRule driversHaveNoScreenAndNoDatabase = noClasses()
            .that()
            .resideInAPackage(DRIVERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.sql..", "javax.sql..", "org.sqlite..", "org.eclipse.jetty..")
            .because("a driver knows bytes and device states: what it learns it reports, and keeps nowhere");

    @ArchTest
    static final ArchRule kioskKnowsNeitherWindowNorPlatformNorBench = noClasses()
            .that()
            .resideInAPackage(KIOSK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UI, PLATFORM, FLEET, FIELD, BENCH)
            .because("the kiosk meets the window at Screen and Action, a platform at its HTTP contract, so that a"
                    + " real city can take the sandbox's place, and the fleet at contract.md");

    @ArchTest
    static final ArchRule kioskKnowsNoPixels = noClasses()
            .that()
            .resideInAPackage(KIOSK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..")
            .because("whole months of visits run in simulated time without a screen");

    @ArchTest
    static final ArchRule kioskKnowsNoBytesOnAWire = noClasses()
            .that()
            .resideInAPackage(KIOSK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WIRES)
            .because("bytes are the drivers' business: a device is changed by its wiring, not in the visit");

    @ArchTest
    static final ArchRule kioskSpeaksContractsNotDrivers = noClasses()
            .that()
            .resideInAPackage(KIOSK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.zizhu.drivers.idcard.samv..",
                    "org.zizhu.drivers.document.ipp..",
                    "org.zizhu.drivers.receipt.escpos..")
            .because("the visit works with any reader and any printer of its class; the cabinet puts them together");

    @ArchTest
    static final ArchRule windowIsAFunctionOfTheScreen = noClasses()
            .that()
            .resideInAPackage(UI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DRIVERS, PLATFORM, FLEET, FIELD, BENCH)
            .because("the window draws a Screen and returns an Action; it knows no devices and no platform");

    @ArchTest
    static final ArchRule windowKeepsNoData = noClasses()
            .that()
            .resideInAPackage(UI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "java.net.http..", "org.eclipse.jetty..")
            .because(
                    "a citizen's data lives in the visit, and the visit in the kiosk: the window has nothing to remember");

    @ArchTest
    static final ArchRule viewsKnowOnlyTheBoundary = noClasses()
            .that()
            .resideInAPackage(UI)
            .and(DescribedPredicate.not(MAINS))
            .and()
            .haveSimpleNameNotStartingWith("KioskApplication")
            .should()
            .dependOnClassesThat(resideInAnyPackage(KIOSK).and(resideOutsideOfPackages(SCREENS)))
            .because(
                    "views see org.zizhu.kiosk.screen; only the application that starts a kiosk knows that there is one");

    @ArchTest
    static final ArchRule screensAreWordsAndNumbersOnly = noClasses()
            .that()
            .resideInAPackage(SCREENS)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.zizhu..").and(resideOutsideOfPackages(SCREENS)))
            .because("what is shown can be written down, replayed and drawn without the kiosk behind it");

    @ArchTest
    static final ArchRule platformKnowsNoKioskInside = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DRIVERS, KIOSK, UI, FLEET, FIELD, BENCH, "javafx..")
            .because("an integrator builds the same service from its contract alone, without our kiosk at hand");

    @ArchTest
    static final ArchRule fleetKnowsNoUnitInside = noClasses()
            .that()
            .resideInAPackage(FLEET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DRIVERS, KIOSK, UI, PLATFORM, FIELD, BENCH, "javafx..")
            .because("units of many versions, and of others' make, meet the fleet at contract.md alone");

    @ArchTest
    static final ArchRule fieldToolNeedsNoScreenAndNoCentre = noClasses()
            .that()
            .resideInAPackage(FIELD)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UI, PLATFORM, FLEET, BENCH, "javafx..")
            .because(
                    "field staff work at a unit by its folder and its pages, over a line if need be; the centre they meet"
                            + " as the unit does");

    @ArchTest
    static final ArchRule nobodyAsksWhetherItIsSimulated = noClasses()
            .that(resideOutsideOfPackages(EMULATORS, BENCH, "org.zizhu.platform"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EMULATORS)
            .because("emulators speak the real bytes over a real transport; the wiring file names the port, and no code"
                    + " behaves otherwise for them (the sandbox city puts its providers on the table, as the bench does"
                    + " the devices)");

    @ArchTest
    static final ArchRule databasesBelongToKioskPlatformAndFleet = noClasses()
            .that(resideOutsideOfPackages(KIOSK, PLATFORM, FLEET, "org.zizhu.bench.benchmark.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASES)
            .because("what is kept is kept by the kiosk's journal, the platform or the fleet, where it can be found and"
                    + " erased (the benchmark compares with bare SQLite)");

    @ArchTest
    static final ArchRule noRoomsInACircle = slices().matching("org.zizhu.(*)..")
            .should()
            .beFreeOfCycles()
            .because("drivers, kiosk, ui, platform and fleet are understood one at a time");

    // --- habits that hold everywhere --------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule oneLog = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.commons.logging..")
            .because("there is one log, SLF4J, where it is made sure that nothing personal is written");

    @ArchTest
    static final ArchRule nobodyTalksToTheConsole = noClasses()
            .that(DescribedPredicate.not(MAINS))
            .and()
            .resideOutsideOfPackage(BENCH)
            .should(ACCESS_STANDARD_STREAMS)
            .because("nobody reads the console of an unattended machine; programs for people say so by having a main");

    @ArchTest
    static final ArchRule timeComesFromOutside = noClasses()
            .that()
            .resideInAnyPackage(DRIVERS, KIOSK, PLATFORM, FLEET)
            .and(DescribedPredicate.not(MAINS))
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .because("a whole kiosk runs in simulated time from one seed; clocks come in by the constructor");

    @ArchTest
    static final ArchRule chanceComesFromOutside = noClasses()
            .that()
            .resideInAnyPackage(DRIVERS, KIOSK)
            .should()
            .callMethod(Math.class, "random")
            .because("a whole kiosk runs from one seed; generators come in by the constructor");

    @ArchTest
    static final ArchRule rightNames = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("a class is named after its subject; these words stand where the subject has not been found");

    @ArchTest
    static final ArchRule packagesBySubject = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..helper..", "..common..", "..misc..", "..impl..")
            .because("packages are rooms of a subject, not shelves of a kind");
}
