package org.zizhu.kiosk.screen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Everything that the kiosk can show a citizen. One view class of the user interface draws each of these. */
public sealed interface Screen {

    /** The screen's stable name: in evidence, tests and metrics. */
    default String id() {
        String name = getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Nobody is here.
     *
     * @param highlights the names of what can be done here
     * @param notice what the centre has to say to everybody, if anything
     */
    record Attract(Text welcome, List<Text> highlights, Optional<Text> notice) implements Screen {

        /** Without a notice. */
        public Attract(Text welcome, List<Text> highlights) {
            this(welcome, highlights, Optional.empty());
        }
    }

    /**
     * The items to choose from.
     *
     * @param notice a public notice, if there is one
     * @param choices what can be begun here without choosing an item first
     */
    record Home(List<Tile> tiles, Optional<Text> notice, List<Choice> choices) implements Screen {

        /** With nothing but the items. */
        public Home(List<Tile> tiles, Optional<Text> notice) {
            this(tiles, notice, List.of());
        }
    }

    /**
     * An item on the home screen.
     *
     * @param icon a stable keyword: certificate, records, progress, statement, insurance-fee, traffic, water, property, card, locker,
     *     deposit, licence
     * @param closed why it can't be given now, for the citizen; empty when it can
     */
    record Tile(String item, Text name, Text caption, String icon, Optional<Text> closed) {}

    /**
     * The public guide of an item (一次性告知).
     *
     * @param closed why the item can't be given now and what the citizen can do
     * @param choices go on, print the guide, back; what can't be done now is left out
     * @param printing what the receipt printer is doing with the guide, if anything
     */
    record Guide(
            Text name, List<Section> sections, Optional<Text> closed, List<Choice> choices, Optional<Text> printing)
            implements Screen {}

    /**
     * One element of a guide: its name and its lines.
     *
     * @param icon basis, conditions, materials, steps, time, fee, place, phone, result
     */
    record Section(String icon, Text title, List<Text> lines) {}

    /** Put the card on the reader. */
    record PresentCard(Text item, CardPhase phase, Optional<Text> hint, List<Choice> choices) implements Screen {}

    /** How far the reading of the card is. */
    enum CardPhase {
        WAITING,
        READING,
        /** The card has to be lifted first; the hint says so. */
        LIFT
    }

    /** Put a card into the chip reader, or take it out. */
    record InsertCard(Text item, ChipCard card, CardPhase phase, Optional<Text> hint, List<Choice> choices)
            implements Screen {}

    /** Whose card goes into the chip reader. */
    enum ChipCard {
        SOCIAL_SECURITY_CARD,
        /** Staff come over, and put in theirs. */
        STAFF_CARD
    }

    /**
     * Hold a code in front of the scanner.
     *
     * @param hint which code, where that is not one that says who they are
     */
    record ShowCode(Text item, Optional<Text> hint, List<Choice> choices) implements Screen {}

    /**
     * How the citizen wants to show who they are.
     *
     * @param why what is asked for, and what for
     * @param ways the easiest first; touched ones return {@link Action.ChooseWay}
     */
    record ChooseWay(Text heading, Text why, List<WayTile> ways, List<Choice> choices) implements Screen {}

    /**
     * A way to choose.
     *
     * @param icon a stable keyword: id-card, code, social-card, face, phone-code, attendant
     * @param closed why it is not to be had now; empty when it is
     */
    record WayTile(String way, Text name, Text caption, String icon, Optional<Text> closed) {}

    /**
     * Agree to this, or don't: asked separately, and never on the way to something else (PIPL art. 29).
     *
     * @param points what it is for, where, how long, and what else there is
     */
    record Consent(Text heading, List<Section> points, List<Choice> choices) implements Screen {}

    /**
     * Type in the digits that were sent.
     *
     * @param sentTo where they were sent
     * @param digits how many they are
     * @param entered those that were typed in so far
     * @param againIn seconds until others can be sent; empty when they can
     */
    record TypeCode(
            Text sentTo, int digits, String entered, Optional<Text> hint, OptionalInt againIn, List<Choice> choices)
            implements Screen {
        @Override
        public String toString() {
            return "TypeCode";
        }
    }

    /**
     * Look into the camera.
     *
     * @param what what to do now
     * @param good pictures taken so far
     * @param of those needed
     */
    record FaceCheck(FacePose pose, Text what, int good, int of, List<Choice> choices) implements Screen {}

    /** How the head should be held, as the citizen sees it. */
    enum FacePose {
        STRAIGHT,
        LEFT,
        RIGHT
    }

    /**
     * Something is being done that takes time.
     *
     * @param steps all of it, in order
     * @param current the step under way, counted from 0
     */
    record Working(Text what, List<Text> steps, int current) implements Screen {}

    /** Check this and agree. */
    record Confirmation(Text heading, Text explanation, List<Line> lines, List<Choice> choices) implements Screen {}

    /** A label and its value. */
    record Line(Text label, Text value) {}

    /**
     * A table of records; the window turns it like leaves where it is longer than the screen.
     *
     * @param summary totals above the table
     */
    record Records(Text title, List<Line> summary, List<Text> columns, List<List<Text>> rows, List<Choice> choices)
            implements Screen {}

    /**
     * The citizen's cases.
     *
     * @param cases touched ones return {@link Action.ChooseCase} with their index
     */
    record Cases(Text title, List<CaseLine> cases, List<Choice> choices) implements Screen {}

    /** One case in the list. */
    record CaseLine(Text name, String number, Text state, boolean closed, String updated) {}

    /** How one case has gone so far. */
    record CaseProgress(Text name, String number, List<Milestone> milestones, List<Line> lines, List<Choice> choices)
            implements Screen {}

    /** A step of a case. */
    record Milestone(Text name, String when, MilestoneState state) {}

    enum MilestoneState {
        DONE,
        CURRENT,
        AHEAD
    }

    // --- money -----------------------------------------------------------------------------------------------------

    /**
     * What the citizen can pay here, to be marked. While only marks and total change, the list stays at the page that it was turned to.
     *
     * @param dues touched ones return {@link Action.ToggleDue}
     * @param total of those that are marked
     */
    record ChooseDues(Text title, List<DueTile> dues, Text total, List<Choice> choices) implements Screen {}

    /** Something to pay for. */
    record DueTile(String due, Text name, Text detail, Text amount, boolean marked) {}

    /**
     * What is to be paid, to whom, and by what.
     *
     * @param lines what it is for, and each amount
     * @param amount in digits
     * @param inWords the same in words (人民币大写)
     * @param means touched ones return {@link Action.ChooseMeans}
     */
    record ChooseMeans(
            Text heading,
            List<Line> lines,
            Text amount,
            Text inWords,
            Text payee,
            List<MeansTile> means,
            List<Choice> choices)
            implements Screen {}

    /**
     * A means of payment.
     *
     * @param icon a stable keyword: wechat-pay, alipay, non-tax
     */
    record MeansTile(String means, Text name, Text caption, String icon) {}

    /**
     * Scan this with the phone and pay.
     *
     * @param means its name
     * @param icon as in {@link MeansTile}
     * @param code what the QR code says; public, and of use to whoever pays
     * @param secondsLeft until it can't be paid any more
     * @param checking whether it is being given up, and looked whether money came: nothing can be touched
     */
    record PayByCode(
            Text means,
            String icon,
            String code,
            Text amount,
            Text payee,
            int secondsLeft,
            boolean checking,
            List<Choice> choices)
            implements Screen {}

    /**
     * The money has come, and what it was for is entered.
     *
     * @param receipt what the QR code of the electronic receipt (电子票据) says, when there is one
     */
    record Paid(Text heading, List<Line> lines, Text amount, Optional<String> receipt, List<Choice> choices)
            implements Screen {}

    /**
     * What the citizen carries away on their phone, where no slip could be printed.
     *
     * @param code what its QR code says
     */
    record Slip(Text heading, Text explanation, String code, List<Line> lines, List<Choice> choices)
            implements Screen {}

    /** A document is being printed. */
    record Printing(Text document, int pagesCompleted, int pagesExpected) implements Screen {}

    /**
     * Take the paper.
     *
     * @param outlet where it lies: document, receipt, card, blank (a certificate on a numbered blank)
     * @param secondsLeft until the visit goes on without it
     * @param choices "I have taken it" where no sensor tells
     */
    record TakePaper(Text what, String outlet, OptionalInt secondsLeft, List<Choice> choices) implements Screen {}

    /**
     * A box of the locker is open: take out what is in it, or put something in, and close the door.
     *
     * @param what what to take out or to put in
     * @param box the number on its door
     * @param open whether the door stands open; before, it is being unlocked
     * @param secondsLeft until the visit goes on without it
     */
    record OpenBox(Text what, int box, boolean open, OptionalInt secondsLeft, List<Choice> choices) implements Screen {}

    /**
     * Rate this matter (好差评).
     *
     * @param level what was chosen, 5 to 1; empty before. No level is marked beforehand.
     * @param reasons the reasons that can be marked for that level
     * @param marked those that are
     */
    record Review(Text item, OptionalInt level, List<Reason> reasons, Set<String> marked, List<Choice> choices)
            implements Screen {}

    record Reason(String id, Text words) {}

    /**
     * It did not work.
     *
     * @param code stable, for the hotline and the log, such as "card-expired"
     * @param what what happened, plainly
     * @param whatNext what the citizen can do now, in order of usefulness
     * @param severe whether it needs another place or day, rather than another try
     */
    record Trouble(String code, Text what, List<Text> whatNext, boolean severe, List<Choice> choices)
            implements Screen {}

    /** How to reach a person. */
    record HelpByPerson(Text place, String hotline, List<Text> lines, List<Choice> choices) implements Screen {}

    /**
     * The visit is over.
     *
     * @param reminders take your card, take your paper
     */
    record Farewell(Text thanks, List<Text> reminders, int secondsLeft) implements Screen {}

    /** The whole kiosk can't serve now. */
    record OutOfService(Text why, List<Text> whatNext) implements Screen {}

    // --- staff -----------------------------------------------------------------------------------------------------

    /**
     * Staff type the PIN of their card; what they typed is nowhere in it.
     *
     * @param digits how many so far
     * @param checking whether the card is comparing them: nothing can be typed
     * @param hint what was wrong, or how many tries are left
     */
    record StaffPin(int digits, boolean checking, Optional<Text> hint, List<Choice> choices) implements Screen {}

    /**
     * Type a number: of a household, or, for staff, how many pieces there are or what is printed on one.
     *
     * @param entered as far as it was typed, with the letters that stay
     * @param hint what to type, or what was wrong
     */
    record TypeNumber(Text title, Text question, String entered, Text hint, boolean wrong, List<Choice> choices)
            implements Screen {
        @Override
        public String toString() {
            return "TypeNumber";
        }
    }

    /**
     * How the unit is, and what staff can do.
     *
     * @param deeds touched ones return {@link Action.ChooseDeed}
     */
    record StaffMenu(Text title, List<Line> state, List<StaffDeed> deeds, List<Choice> choices) implements Screen {}

    /**
     * Something that staff can do.
     *
     * @param icon a stable keyword: devices, pause, resume, paper, roll, exchange, doubt
     */
    record StaffDeed(String deed, String icon, Text name, Text caption) {}
}
