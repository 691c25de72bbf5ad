package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** What the cabinet around the screen has to do with a visit: its devices, call button, guide lights, doors and power. */
class CabinetTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final DeviceStatus GONE = DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- the home screen follows the devices --------------------------------------------------------------------

    @Test
    void allWell_saysNothing() {
        table.on("attract", new Action.Begin()).runUntil("home");
        assertEquals(Optional.empty(), home().notice());
        assertEquals(List.of(), last().unit().outOfOrder());
    }

    @Test
    void deviceThatFailsWhileTheCitizenChooses_isNamedWithinASecond_andForgottenWhenItIsBack() {
        table.on("attract", new Action.Begin())
                .on("home", () -> {
                    table.dispenser.says(GONE);
                    table.time.after(Duration.ofSeconds(1), () -> {
                        assertEquals("Not working: card dispenser.", notice());
                        assertEquals("发卡机", last().unit().outOfOrder().get(0).chinese());
                        table.dispenser.says(DeviceStatus.online(MediaState.NOT_PRESENT));
                    });
                    table.time.after(Duration.ofSeconds(2), () -> {
                        assertEquals(Optional.empty(), home().notice());
                        table.does(new Action.EndVisit());
                    });
                })
                .runUntil("attract");
    }

    @Test
    void deviceThatIsJustBeingReached_isNotCalledOutOfOrder() {
        table.dispenser.says(DeviceStatus.starting());
        table.on("attract", new Action.Begin()).runUntil("home");
        assertEquals(Optional.empty(), home().notice());
    }

    @Test
    void manyDevicesOut_areCounted_soThatTheScreenStaysReadable() {
        List.of(table.reader, table.printer, table.receipts, table.dispenser).forEach(device -> device.says(GONE));
        table.on("attract", new Action.Begin()).runUntil("home");
        assertEquals("Not working: ID reader, printer and 2 more.", notice());
    }

    @Test
    void onBattery_andOpenedByStaff_theHomeScreenSaysSo() {
        table.panel.senses(Sense.MAINTENANCE_DOOR_OPEN, true);
        table.on("attract", () -> {
                    table.power.livesOn(PowerState.Source.BATTERY);
                    table.does(new Action.Begin());
                })
                .runUntil("home");
        assertEquals("On backup power. Staff are working on this kiosk.", notice());
    }

    @Test
    void powerThatNobodyKnowsOf_isNotCalledBackupPower() {
        table.power.livesOn(PowerState.Source.UNKNOWN);
        table.on("attract", new Action.Begin()).runUntil("home");
        assertEquals(Optional.empty(), home().notice());
    }

    // --- the call button -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"attract", "home", "guide", "present-card", "confirmation", "printing", "take-paper", "review"})
    void callButton_opensHelp_andBackLeadsToWhereTheCitizenWas(String screen) {
        walkTo(screen);
        table.on(screen, table.panel::callButton)
                .on("help-by-person", new Action.Back())
                .runUntil(screen);

        List<String> screens = table.screens();
        int help = screens.indexOf("help-by-person");
        assertEquals(screen, screens.get(help - 1));
        assertEquals(screen, screens.get(help + 1));
    }

    @Test
    void callButtonPressedAgain_doesNothingMore() {
        table.on("attract", table.panel::callButton)
                .on("help-by-person", () -> {
                    table.time.after(Duration.ofSeconds(5), table.panel::callButton);
                    table.time.after(Duration.ofSeconds(10), () -> table.does(new Action.Back()));
                })
                .runUntil("attract");
        assertEquals(List.of("attract", "help-by-person", "attract"), table.screens());
    }

    @Test
    void callButtonThatSticks_doesNotHoldTheKiosk() {
        table.on("attract", () -> table.panel.senses(Sense.CALL_BUTTON, true))
                .on("help-by-person", new Action.Back())
                .on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .runUntil("guide");
        assertEquals(
                1, table.screens().stream().filter("help-by-person"::equals).count());
    }

    @Test
    void callButtonWithAWornContact_opensHelpOnce() {
        table.on("attract", () -> {
                    for (int i = 0; i < 600; i++) {
                        table.time.after(Duration.ofMillis(100L * i), table.panel::callButton);
                    }
                })
                .on("help-by-person", new Action.Back())
                .on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .runUntil("guide");
        assertEquals(
                1, table.screens().stream().filter("help-by-person"::equals).count());
    }

    // --- the guide lights ----------------------------------------------------------------------------------------

    @Test
    void lightsShowWhereToAct_andAreOffAfterwards() {
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");
        assertEquals(List.of(Light.ID_CARD, Light.DOCUMENT, Light.RECEIPT), table.panel.lights);
        assertEquals(Set.of(), table.panel.lit);
    }

    @Test
    void panelThatIsAway_delaysNothing_andLightsUpWhenItIsBack() {
        table.panel.says(GONE);
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .on("guide", new Action.Confirm())
                .on("present-card", () -> {
                    assertFalse(table.panel.lit.contains(Light.ID_CARD));
                    table.panel.says(DeviceStatus.online(MediaState.UNKNOWN));
                    assertTrue(table.panel.lit.contains(Light.ID_CARD));
                    table.does(new Action.Back());
                })
                .runUntil("home");
        assertEquals(Set.of(), table.panel.lit);
    }

    @Test
    void lightLeftOnByACrash_goesOutWhenThePanelIsReached() {
        table.panel.says(GONE);
        table.panel.lit.add(Light.DOCUMENT);
        table.panel.says(DeviceStatus.online(MediaState.UNKNOWN));
        table.runUntil("attract");
        assertEquals(Set.of(), table.panel.lit);
    }

    private void walkTo(String screen) {
        if (screen.equals("attract")) {
            return;
        }
        if (List.of("home", "guide", "present-card").contains(screen)) {
            table.on("attract", new Action.Begin());
            if (!screen.equals("home")) {
                table.on("home", new Action.ChooseItem("insurance-certificate"));
            }
            if (screen.equals("present-card")) {
                table.on("guide", new Action.Confirm());
            }
            return;
        }
        table.comesFor("insurance-certificate");
        if (!screen.equals("confirmation")) {
            table.on("confirmation", new Action.Confirm());
        }
    }

    private View last() {
        return table.views.get(table.views.size() - 1);
    }

    private Screen.Home home() {
        return (Screen.Home) last().screen();
    }

    private String notice() {
        return home().notice().map(Text::english).orElse("");
    }
}
