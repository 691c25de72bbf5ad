package org.zizhu.bench.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final Script script = new Script(Errand.of(List.of("--item", "certificate")));

    @Test
    void oneWhoWantsACertificate_goesFromTheFirstTouchToTheLast() {
        assertEquals(new Deed.Touch("choice-begin"), script.next(sight("attract")));
        assertEquals(
                new Deed.Touch("item-insurance-certificate"), script.next(sight("home", "item-insurance-certificate")));
        assertEquals(new Deed.Touch("choice-confirm"), script.next(sight("guide", "choice-confirm", "choice-back")));
        assertEquals(new Deed.Handle("reader", "put", "certificate"), script.next(sight("present-card")));
        assertInstanceOf(Deed.Watch.class, script.next(sight("present-card")));
        assertInstanceOf(Deed.Watch.class, script.next(sight("working")));
        assertInstanceOf(Deed.Watch.class, script.next(sight("printing")));
        assertEquals(new Deed.Handle("document-printer", "take", ""), script.next(sight("take-paper")));
        assertEquals(new Deed.Handle("receipt-printer", "take", ""), script.next(sight("take-paper")));
        assertEquals(new Deed.Touch("rate-5"), script.next(sight("review", "rate-5")));
        assertEquals(
                new Deed.Touch("choice-submit-review"), script.next(sight("review", "rate-5", "choice-submit-review")));
        assertEquals(new Deed.Touch("end-visit"), script.next(sight("home", "end-visit")));
        assertEquals(new Deed.Handle("reader", "lift", ""), script.next(sight("farewell")));
        assertInstanceOf(Deed.Leave.class, script.next(sight("attract")));
    }

    @Test
    void oneWhoReadsEnglish_choosesItBeforeAnythingElse() {
        Script english = new Script(Errand.of(List.of("--item", "query", "--language", "en", "--large-type")));
        english.next(sight("attract"));

        Sight home = sight("home", "item-contribution-query");
        assertEquals(new Deed.Touch("language-en"), english.next(home));
        assertEquals(new Deed.Touch("large-type"), english.next(home));
        assertEquals(new Deed.Touch("item-contribution-query"), english.next(home));
    }

    @Test
    void oneWithoutTheirCard_asksForAnotherWay_andHoldsThePhoneToTheScanner() {
        Script phone = new Script(Errand.of(List.of("--item", "progress", "--by", "code")));
        assertEquals(
                new Deed.Touch("choice-another-way"),
                phone.next(sight("present-card", "choice-another-way", "choice-back")));
        assertEquals(
                new Deed.Touch("way-code"), phone.next(sight("choose-way", "way-id-card", "way-code", "choice-back")));
        assertEquals(new Deed.HoldPhone("progress", "IDENTITY"), phone.next(sight("show-code")));
        assertInstanceOf(Deed.Watch.class, phone.next(sight("show-code")));
        assertEquals(new Deed.Handle("scanner", "take-away", ""), phone.next(sight("farewell")));
    }

    @Test
    void oneBeforeTheCamera_turnsTheHeadAsTheScreenSays_andWalksAwayInTheEnd() {
        Script face = new Script(Errand.of(List.of("--item", "statement", "--person", "p001", "--by", "face")));
        assertEquals(new Deed.Touch("way-face"), face.next(sight("choose-way", "way-phone-code", "way-face")));
        assertEquals(new Deed.Touch("choice-agree"), face.next(sight("consent", "choice-agree", "choice-decline")));
        assertEquals(new Deed.Handle("visitor", "themselves", "p001"), face.next(sight("face-check", "pose-straight")));
        assertInstanceOf(Deed.Watch.class, face.next(sight("face-check", "pose-straight")));
        assertEquals(new Deed.Handle("visitor", "look-right", ""), face.next(sight("face-check", "pose-right")));
        assertEquals(new Deed.Handle("visitor", "look-straight", ""), face.next(sight("face-check", "pose-straight")));
        assertEquals(new Deed.Handle("visitor", "leave", ""), face.next(sight("farewell")));
    }

    @Test
    void oneWithASocialCard_putsItIntoTheChipReader_andTakesItAlong() {
        Script card = new Script(Errand.of(List.of("--item", "query", "--by", "social-card")));
        assertEquals(
                new Deed.Touch("way-social-card"),
                card.next(sight("choose-way", "way-id-card", "way-code", "way-social-card")));
        assertEquals(new Deed.Handle("chip-card", "insert", "query"), card.next(sight("insert-card")));
        assertInstanceOf(Deed.Watch.class, card.next(sight("insert-card")));
        assertEquals(new Deed.Handle("chip-card", "remove", ""), card.next(sight("farewell")));
    }

    @Test
    void oneWhoHasToProveMore_typesWhatTheirPhoneSays() {
        Script phone = new Script(Errand.of(List.of("--item", "statement", "--by", "phone-code")));
        assertEquals(new Deed.Handle("reader", "put", "certificate"), phone.next(sight("present-card")));
        assertEquals(new Deed.Touch("way-phone-code"), phone.next(sight("choose-way", "way-face", "way-phone-code")));
        assertInstanceOf(Deed.TypeFromPhone.class, phone.next(sight("type-code", "digit-0")));
        assertInstanceOf(Deed.Watch.class, phone.next(sight("type-code", "digit-0")));
    }

    @Test
    void closedItem_isGivenUpWithItsReason() {
        script.next(sight("attract"));
        assertInstanceOf(Deed.GiveUp.class, script.next(sight("guide", "choice-back")));
        assertInstanceOf(Deed.GiveUp.class, script.next(sight("trouble", "choice-end-visit")));
    }

    @Test
    void askedForMoreTime_saysYes() {
        assertEquals(new Deed.Touch("more-time"), script.next(sight("records", "more-time", "idle-end-visit")));
    }

    @Test
    void wrongArguments_areSaidPlainly() {
        assertThrows(IllegalArgumentException.class, () -> Errand.of(List.of("--item", "passport")));
        assertThrows(IllegalArgumentException.class, () -> Errand.of(List.of("--item")));
        assertThrows(IllegalArgumentException.class, () -> Errand.of(List.of("--item", "query", "--language", "fr")));
        assertThrows(IllegalArgumentException.class, () -> Errand.of(List.of("--item", "query", "--by", "magic")));
        assertThrows(IllegalArgumentException.class, () -> Errand.of(List.of("--item", "query", "--by", "phone-code")));
    }

    private static Sight sight(String screen, String... touchable) {
        return new Sight(screen, Set.of(touchable), screen.hashCode());
    }
}
