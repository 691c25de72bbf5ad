package org.zizhu.bench.proof;

import java.time.Duration;
import java.util.Locale;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.kiosk.screen.Action;

/** A way that an item can go, played again and again with the power cut in another place. */
@SuppressWarnings("ImmutableEnumChecker") // Its goods hold nothing that changes.
enum KillStory {
    CERTIFICATE("insurance-certificate", 0, "sheets 2") {},
    PAID_EXTRACT("property-statement", 1000, "sheets 1, money delivered") {},
    NOBODY_PAYS("property-statement", 1000, "sheets 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", () -> citizen.touch(new Action.Back()));
        }
    },
    PAID_WHILE_LEAVING("property-statement", 1000, "sheets 0, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", () -> {
                citizen.pays();
                citizen.touch(new Action.EndVisit());
            });
        }
    },
    PAID_AND_NOT_WANTED("property-statement", 1000, "sheets 0, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("confirmation", () -> citizen.touch(new Action.Back()));
        }
    },
    PAID_AND_THE_PRINTER_JAMS("property-statement", 1000, "sheets 0, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("confirmation", () -> {
                cabinet.printer.completeNextWithoutPages();
                citizen.touch(new Action.Confirm());
            });
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.printer.completeNextAsUsual();
        }
    },
    SEVERAL_FINES_PAID("traffic-fine", new DueGoods("TRAFFIC_FINE", 2, false), "entered, money delivered") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.paysBy("NON_TAX");
        }
    },
    FINES_PAID_AND_THE_PLATFORM_IS_LOST(
            "traffic-fine", new DueGoods("TRAFFIC_FINE", 2, false), "entered, money delivered") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.paysBy("NON_TAX").on("pay-by-code", () -> {
                cabinet.plug().pull();
                citizen.pays();
                citizen.touch(new Action.Back());
            });
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.plug().putBack();
        }
    },
    /** The password is typed in when the kiosk has given the order up, or has lost its power. */
    DUE_PAID_TOO_LATE("medical-insurance-fee", new DueGoods("MEDICAL_INSURANCE", 1, false), "not entered, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", () -> {
                citizen.scans();
                citizen.touch(new Action.Back());
            });
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            citizen.paysWhatWasScanned();
        }
    },
    WATER_BILL_PAID("water-bill", new DueGoods("WATER", 1, false), "entered, money delivered") {},
    /** The printer forgets what it has got, so that a person would have to say; the slip is brought in the same visit, or after the cut. */
    SLIP_GIVEN_AGAIN("property-statement", new SlipGoods(1000), "sheets 1, by slip, money delivered") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.printerForgetsNext(true);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.printerForgetsNext(false);
            citizen.takesReceipt();
        }
    },
    /** The platform is lost after the payment, and there again when the slip is brought. */
    SLIP_PAID_BACK("property-statement", new SlipGoods(1000), "sheets 0, by slip, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.wantsMoneyBack();
            platformIsLostAfterPayment(citizen, cabinet);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.plug().putBack();
            citizen.takesReceipt();
        }
    },
    SLIP_ENTERED("traffic-fine", new DueGoods("TRAFFIC_FINE", 2, true), "entered, by slip, money delivered") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.paysBy("NON_TAX");
            platformIsLostAfterPayment(citizen, cabinet);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.plug().putBack();
            citizen.takesReceipt();
        }
    },
    CARD("social-card-collection", new CardGoods(false), "taken 1, bin 0, money delivered") {},
    CARD_OF_ANOTHER_FIRST("social-card-collection", new CardGoods(true), "taken 1, bin 1, money delivered") {},
    CARD_PAID_AND_IT_JAMS("social-card-collection", new CardGoods(false), "taken 0, bin 0, jam 1, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.dispenser().jamNextMove();
        }
    },
    CARD_PAID_AND_NONE_IS_LEFT("social-card-collection", new CardGoods(false), "taken 0, bin 0, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", () -> {
                cabinet.takeCardsOut();
                citizen.pays();
            });
        }
    },
    CARD_NOT_TAKEN(
            "social-card-collection", new CardGoods(false), "taken 0, bin 1, money back", Duration.ofMinutes(2)) {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("take-card", () -> {});
        }
    },
    BOX_COLLECTED("locker-collection", new BoxGoods(true), "handled 1, free") {},
    BOX_STAYS_SHUT("locker-collection", new BoxGoods(true), "handled 0, holds") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.latchesStick();
            citizen.on("confirmation", () -> citizen.touch(new Action.Decline()));
        }
    },
    BOX_FILLED("locker-deposit", new BoxGoods(false), "handled 1, deposited") {},
    /** Whatever lies at the open outlet when the power is cut is taken in the dark. */
    LICENCE("business-licence", new BlankGoods(), "taken 1, kept 0, spoiled 0, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("guide", citizen::startsWhenOpen);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            citizen.takesLicence();
        }
    },
    LICENCE_BEHIND_A_TORN_BLANK("business-licence", new BlankGoods(), "taken 1, kept 0, spoiled 1, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("guide", citizen::startsWhenOpen);
            cabinet.blanks().tearNext();
        }
    },
    LICENCE_JAMS("business-licence", new BlankGoods(), "taken 0, kept 0, spoiled 1, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("guide", citizen::startsWhenOpen);
            cabinet.blanks().jamNext(BlankMechanismEmulator.Jam.WHILE_PRINTING);
        }
    };

    /** What it is called in the catalogue. */
    final String item;

    @SuppressWarnings("ImmutableEnumChecker") // All goods are records of plain values.
    final Goods goods;

    /** What comes of it where the power is not cut; anything else, and the story was not played. */
    final String whole;

    /** The longest that nothing is shown to a citizen in it. */
    final Duration patience;

    KillStory(String item, long fen, String whole) {
        this(item, new PaperGoods(fen), whole);
    }

    KillStory(String item, Goods goods, String whole) {
        this(item, goods, whole, Citizen.PATIENCE);
    }

    KillStory(String item, Goods goods, String whole, Duration patience) {
        this.item = item;
        this.goods = goods;
        this.whole = whole;
        this.patience = patience;
    }

    private static void platformIsLostAfterPayment(Citizen citizen, Cabinet cabinet) {
        citizen.on("pay-by-code", () -> {
            cabinet.plug().pull();
            citizen.pays();
            citizen.touch(new Action.Back());
        });
        citizen.on("trouble", () -> {
            cabinet.plug().putBack();
            citizen.touch(new Action.Back());
        });
    }

    /** What goes another way than usual. */
    void set(Citizen citizen, Cabinet cabinet) {
        // All goes well.
    }

    /** What of it must not be so for who comes next; done as soon as the visit is over, and once more before the kiosk is switched on again. */
    void mend(Citizen citizen, Cabinet cabinet) {
        // Nothing.
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
