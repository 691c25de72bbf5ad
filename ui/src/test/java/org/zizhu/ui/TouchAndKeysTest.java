package org.zizhu.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;

/** A citizen at the window: with a finger, and with nothing but keys. */
class TouchAndKeysTest {
    private final Map<String, Screen> screens = Sample.usual();
    private Panel panel;

    @BeforeEach
    void anEmptyPanel() {
        panel = new Panel(false);
    }

    @AfterEach
    void closed() {
        panel.close();
    }

    @Test
    void tileTouchedInItsMiddle_returnsTheItemWithTheNumberOfTheView() {
        show(7, "home");
        touch("item-contribution-records");
        assertEquals(List.of(new Panel.Acted(7, new Action.ChooseItem("contribution-records"))), panel.acted);
    }

    @Test
    void everythingAroundTheScreen_returnsItsAction() {
        show(3, "guide");
        for (String id : List.of("language-en", "large-type", "high-contrast", "low-reach", "help", "end-visit")) {
            touch(id);
        }
        assertEquals(
                List.of(
                        new Action.ChooseLanguage(Language.ENGLISH),
                        new Action.LargeType(true),
                        new Action.HighContrast(true),
                        new Action.LowReach(true),
                        new Action.Help(),
                        new Action.EndVisit()),
                panel.acted.stream().map(Panel.Acted::action).toList());
    }

    @Test
    void doubleTouch_doesNotReachTheScreenThatCameInBetween() {
        show(1, "home");
        panel.press(middle("item-case-progress"), 1);
        show(2, "cases");
        int before = panel.acted.size();
        panel.press(middle("case-1"), 2);
        assertEquals(before, panel.acted.size());
    }

    @Test
    void fingerThatSlidesOff_doesNothing() {
        show(1, "home");
        Panel.on(() -> {
            Robot robot = new Robot();
            robot.mouseMove(
                    middle("item-case-progress").getMinX(),
                    middle("item-case-progress").getMinY());
            robot.mousePress(MouseButton.PRIMARY);
            return null;
        });
        Panel.on(() -> {
            new Robot().mouseMove(540, 1860);
            return null;
        });
        Panel.on(() -> {
            new Robot().mouseRelease(MouseButton.PRIMARY);
            return null;
        });
        assertTrue(panel.acted.isEmpty());
    }

    @Test
    void enterOnAFreshScreen_doesTheStrongThing() {
        show(4, "guide");
        key(KeyCode.ENTER);
        assertEquals(List.of(new Panel.Acted(4, new Action.Confirm())), panel.acted);
    }

    @Test
    void digit_touchesTheNthTile() {
        show(5, "home");
        key(KeyCode.DIGIT2);
        key(KeyCode.NUMPAD3);
        assertEquals(
                List.of(new Action.ChooseItem("contribution-records"), new Action.ChooseItem("case-progress")),
                panel.acted.stream().map(Panel.Acted::action).toList());
    }

    @Test
    void pinPad_isTypedOnByTouchAndByKeys_andEnterSignsIn() {
        show(5, "staff-pin");
        touch("digit-0");
        key(KeyCode.DIGIT9);
        key(KeyCode.NUMPAD0);
        key(KeyCode.BACK_SPACE);
        key(KeyCode.ENTER);
        assertEquals(
                List.of(
                        new Action.TypeDigit(0),
                        new Action.TypeDigit(9),
                        new Action.TypeDigit(0),
                        new Action.EraseDigit(),
                        new Action.Confirm()),
                panel.acted.stream().map(Panel.Acted::action).toList());
    }

    @Test
    void pinBeingTyped_keepsThePadInPlace_andNoDigitIsOnTheScreen() {
        show(5, "staff-pin");
        Node key = node("digit-4");
        Screen.StaffPin pin = (Screen.StaffPin) screens.get("staff-pin");
        show(5, new Screen.StaffPin(5, false, Optional.empty(), pin.choices()));
        assertSame(key, node("digit-4"));
        assertEquals(5L, Panel.on(() -> panel.frame.lookupAll(".pin-dot").stream()
                .filter(dot -> dot.getPseudoClassStates().contains(PseudoClass.getPseudoClass("typed")))
                .count()));
    }

    @Test
    void escape_goesBack_andF1CallsForHelp() {
        show(5, "guide");
        key(KeyCode.ESCAPE);
        key(KeyCode.F1);
        assertEquals(
                List.of(new Action.Back(), new Action.Help()),
                panel.acted.stream().map(Panel.Acted::action).toList());
    }

    @Test
    void tab_goesAroundEverythingOnce() {
        show(5, "home");
        String start = focused();
        java.util.Set<String> seen = new java.util.LinkedHashSet<>();
        do {
            assertTrue(seen.add(focused()), () -> focused() + " came twice");
            key(KeyCode.TAB);
        } while (!focused().equals(start));
        assertTrue(
                seen.containsAll(List.of(
                        "item-insurance-certificate",
                        "item-case-progress",
                        "language-zh",
                        "end-visit",
                        "large-type",
                        "help")),
                seen::toString);
    }

    @Test
    void arrows_goWhereTheyPoint() {
        show(5, "home");
        Panel.on(() -> {
            node("item-insurance-certificate").requestFocus();
            return null;
        });
        key(KeyCode.DOWN);
        assertEquals("item-contribution-records", focused());
        key(KeyCode.DOWN);
        key(KeyCode.DOWN);
        assertTrue(List.of("large-type", "high-contrast", "low-reach", "help").contains(focused()), focused());
        key(KeyCode.UP);
        assertEquals("item-case-progress", focused());
    }

    @Test
    void review_beginsWithNoLevelChosenOrFocused() {
        show(5, "review");
        assertTrue(focused() == null || !focused().startsWith("rate-"));
        key(KeyCode.ENTER);
        assertTrue(panel.acted.isEmpty());
        key(KeyCode.RIGHT);
        key(KeyCode.RIGHT);
        key(KeyCode.ENTER);
        assertEquals(List.of(new Panel.Acted(5, new Action.Rate(4))), panel.acted);
    }

    @Test
    void countdown_goesOnInPlace() {
        show(8, "take-paper");
        Node button = node("choice-paper-taken");
        assertSame(button, Panel.on(() -> panel.stage.getScene().getFocusOwner()));
        Screen.TakePaper paper = (Screen.TakePaper) screens.get("take-paper");
        show(9, new Screen.TakePaper(paper.what(), paper.outlet(), OptionalInt.of(44), paper.choices()));
        assertSame(button, node("choice-paper-taken"));
        assertSame(button, Panel.on(() -> panel.stage.getScene().getFocusOwner()));
        assertTrue(words().contains("44 秒"), words()::toString);
        touch("choice-paper-taken");
        assertEquals(List.of(new Panel.Acted(9, new Action.PaperTaken())), panel.acted);
    }

    @Test
    void reasonMarkedByKeys_keepsTheKeyboardsPlace() {
        show(8, "review-reasons");
        Panel.on(() -> {
            node("reason-device").requestFocus();
            return null;
        });
        Screen.Review review = (Screen.Review) screens.get("review-reasons");
        show(
                9,
                new Screen.Review(
                        review.item(), review.level(), review.reasons(), java.util.Set.of("device"), review.choices()));
        assertEquals("reason-device", focused());
    }

    @Test
    void longGuide_isTurnedByBigButtons_andTellsThatSomeoneIsThere() {
        show(8, "guide");
        assertTrue(words().contains("设定依据"));
        touch("choice-next-page");
        panel.settle();
        assertTrue(words().contains("办理结果"), words()::toString);
        assertEquals(List.of(new Panel.Acted(8, new Action.MoreTime())), panel.acted);
        touch("choice-previous-page");
        panel.settle();
        assertTrue(words().contains("设定依据"));
    }

    @Test
    void questionForMoreTime_takesTheKeyboardAndGivesItBack() {
        show(8, "guide");
        View guide = Sample.view(9, screens.get("guide"), Presentation.USUAL);
        panel.show(
                new View(9, guide.screen(), guide.presentation(), guide.unit(), guide.citizen(), OptionalInt.of(20)));
        assertEquals("more-time", focused());
        key(KeyCode.TAB);
        assertEquals("idle-end-visit", focused());
        key(KeyCode.TAB);
        key(KeyCode.ENTER);
        assertEquals(List.of(new Panel.Acted(9, new Action.MoreTime())), panel.acted);
        show(10, "guide");
        assertNull(node("more-time"));
        assertEquals("choice-confirm", focused());
    }

    @Test
    void digitsOfTheKeyboard_areTyped_whereDigitsAreAskedFor() {
        show(3, "type-code");
        key(KeyCode.DIGIT7);
        key(KeyCode.NUMPAD0);
        key(KeyCode.BACK_SPACE);
        key(KeyCode.ESCAPE);
        assertEquals(
                List.of(
                        new Panel.Acted(3, new Action.TypeDigit(7)),
                        new Panel.Acted(3, new Action.TypeDigit(0)),
                        new Panel.Acted(3, new Action.EraseDigit()),
                        new Panel.Acted(3, new Action.Back())),
                panel.acted);
    }

    @Test
    void digitTyped_changesTheScreenInPlace() {
        show(3, "type-code");
        Node key = node("digit-5");
        Screen.TypeCode now = (Screen.TypeCode) screens.get("type-code");
        show(
                3,
                new Screen.TypeCode(
                        now.sentTo(),
                        now.digits(),
                        now.entered() + "5",
                        now.hint(),
                        OptionalInt.of(47),
                        now.choices()));
        assertSame(key, node("digit-5"));
        assertTrue(words().contains("5"));
    }

    @Test
    void consent_steersNobody() {
        show(3, "consent");
        Bounds yes = Panel.on(() -> node("choice-agree").getBoundsInParent());
        Bounds no = Panel.on(() -> node("choice-decline").getBoundsInParent());
        assertEquals(yes.getWidth(), no.getWidth(), 1.5);
        assertEquals(
                node("choice-agree").getStyleClass(), node("choice-decline").getStyleClass());
    }

    @Test
    void presentationChanges_keepTheKeyboardsPlace() {
        show(8, "home");
        Panel.on(() -> {
            node("large-type").requestFocus();
            return null;
        });
        panel.show(Sample.view(9, screens.get("home"), Presentation.USUAL.largeType(true)));
        assertEquals("large-type", focused());
    }

    @Test
    void rareCharacters_areDrawnAndNotBoxes() {
        // Plane 2 and 3 (GB 18030-2022 level 3), beside a sign that no font has.
        show(1, new Screen.Farewell(Text.same("\uD869\uDE8C"), List.of(), 8));
        int rare = ink();
        show(2, new Screen.Farewell(Text.same("\uDB40\uDDEF\uDBFF\uDFFD"), List.of(), 8));
        assertTrue(rare > 0 && rare != ink());
    }

    @Test
    void smallScreen_isScaledToFit() {
        panel.close();
        panel = new Panel(new Rectangle2D(0, 0, 540, 960));
        show(1, "home");
        touch("item-case-progress");
        assertEquals(List.of(new Panel.Acted(1, new Action.ChooseItem("case-progress"))), panel.acted);
    }

    @Test
    void everyTypeOfScreen_hasItsView() {
        for (Class<?> type : Screen.class.getPermittedSubclasses()) {
            assertTrue(
                    screens.values().stream().anyMatch(screen -> screen.getClass() == type), type + " is in no sample");
        }
        screens.values().forEach(screen -> show(1, screen));
        assertNotNull(node("help"));
    }

    private void show(long number, String name) {
        show(number, screens.get(name));
    }

    private void show(long number, Screen screen) {
        panel.show(Sample.view(number, screen, Presentation.USUAL));
    }

    private Node node(String id) {
        return Panel.on(() -> Optional.ofNullable(panel.stage.getScene().lookup("#" + id)))
                .orElse(null);
    }

    private Rectangle2D middle(String id) {
        Bounds bounds = node(id).localToScreen(node(id).getLayoutBounds());
        return new Rectangle2D(bounds.getCenterX(), bounds.getCenterY(), 0, 0);
    }

    private void touch(String id) {
        panel.press(middle(id), 1);
    }

    private void key(KeyCode code) {
        Panel.on(() -> {
            Node target = panel.stage.getScene().getFocusOwner();
            Event.fireEvent(
                    target == null ? panel.stage.getScene() : target,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            return null;
        });
    }

    private String focused() {
        return Panel.on(() -> Optional.ofNullable(panel.stage.getScene().getFocusOwner())
                        .map(Node::getId))
                .orElse(null);
    }

    private List<String> words() {
        return Panel.on(() -> panel.frame.lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .filter(node -> shown(node))
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private static boolean shown(Node node) {
        return node == null || (node.isVisible() && shown(node.getParent()));
    }

    /** How many dark dots the large line has. */
    private int ink() {
        return Panel.on(() -> {
            Node line = panel.frame.lookup(".type-display");
            var picture = line.snapshot(null, null);
            int dark = 0;
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int y = 0; y < picture.getHeight(); y++) {
                    dark += picture.getPixelReader().getColor(x, y).getBrightness() < 0.5 ? 1 : 0;
                }
            }
            return dark;
        });
    }
}
