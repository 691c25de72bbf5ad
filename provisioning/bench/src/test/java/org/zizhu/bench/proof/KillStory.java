package org.zizhu.bench.proof;

import java.time.Duration;
import java.util.Locale;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.Providers;
import org.zizhu.platform.payment.emulator.EmulatedWechatPay;
import org.zizhu.platform.payment.emulator.Mail;

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
    MEDICAL_INSURANCE_PAID(
            "medical-insurance-fee", new DueGoods("MEDICAL_INSURANCE", 1, false), "entered, money delivered") {},
    REGISTRATION_FEE_PAID("property-fee", new DueGoods("PROPERTY_FEE", 1, false), "entered, money delivered") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.paysBy("NON_TAX");
        }
    },
    /** The first code is scanned and given up; then the second is paid, and the first too. */
    PAID_TWICE("property-statement", 1000, "sheets 1, money delivered, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", () -> {
                if (citizen.hasScanned()) {
                    citizen.pays();
                    citizen.paysWhatWasScanned();
                } else {
                    citizen.scans();
                    citizen.touch(new Action.Back());
                }
            });
            citizen.on("trouble", () -> citizen.touch(citizen.hasScanned() ? new Action.Retry() : new Action.Back()));
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            citizen.paysWhatWasScanned();
        }
    },
    /** Somebody quick pays, and the platform is told of it before it has the answer to its order. */
    PAID_BEFORE_THE_ANSWER("property-statement", 1000, "sheets 1, money delivered") {
        @Override
        void weather(Providers providers) {
            EmulatedWechatPay wechatPay = providers.wechatPay();
            wechatPay.mail().carriage(Mail.Carriage.HELD);
            wechatPay.beforeAnswer(code -> {
                wechatPay.pay(code, "somebody");
                wechatPay.mail().release();
            });
        }
    },
    /** WeChat Pay gives it back by itself: {@code SUCCESS}, then {@code REFUND}. */
    GIVEN_BACK_BY_THE_PROVIDER("property-statement", new PaperGoods(1000, true), "sheets 0, money claimed") {
        @Override
        void weather(Providers providers) {
            providers.carriage(Mail.Carriage.LOST);
        }

        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("pay-by-code", citizen::paysAndIsGivenBack);
        }
    },
    /** The platform issues it, and its answer comes when the kiosk has given up waiting. */
    ISSUED_TOO_SLOWLY("property-statement", new SlipGoods(1000), "sheets 0, by slip, money back") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("confirmation", () -> {
                cabinet.plug().stall();
                citizen.touch(new Action.Confirm());
            });
            citizen.on("trouble", () -> {
                cabinet.plug().flow();
                citizen.touch(new Action.Back());
            });
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.plug().flow();
            citizen.takesReceipt();
        }
    },
    /** When it is switched on again, its clock is an hour behind. */
    PAID_AND_THE_CLOCK_GOES_BACK("property-statement", 1000, "sheets 1, money delivered", true) {},
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
    SLIP_AT_TWO_KIOSKS("property-statement", new SharedSlipGoods(1000), "given here") {},
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
    BOX_FOUND_OPEN("locker-collection", new BoxGoods(true), "handled 0, to be checked") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.doorsStand(true);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.doorsStand(false);
        }
    },
    BOX_HOLDS_ANOTHERS("locker-collection", new BoxGoods(true), "handled 1, to be checked") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            citizen.on("confirmation", () -> citizen.touch(new Action.Decline()));
        }
    },
    BOX_FILLED("locker-deposit", new BoxGoods(false), "handled 1, deposited") {},
    /** Whatever lies at the open outlet when the power is cut is taken in the dark. */
    LICENCE("business-licence", new BlankGoods(false), "taken 1, kept 0, spoiled 0, in doubt 0") {
        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            citizen.takesLicence();
        }
    },
    LICENCE_BEHIND_A_TORN_BLANK("business-licence", new BlankGoods(false), "taken 1, kept 0, spoiled 1, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.blanks().tearNext();
        }
    },
    LICENCE_BEHIND_A_BLANK_OF_ANOTHER_BOX(
            "business-licence", new BlankGoods(true), "taken 1, kept 0, spoiled 1, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            // Once would be one of this box.
            cabinet.blanks().misplaceNext();
            cabinet.blanks().misplaceNext();
        }
    },
    LICENCE_BEHIND_TWO_FED_AT_ONCE(
            "business-licence", new BlankGoods(false), "taken 1, kept 0, spoiled 2, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.blanks().doubleNext();
        }
    },
    BLANKS_LOADED("business-licence", new ExchangeGoods(), "in the books 60") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            staffLoadBlanks(citizen, cabinet);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.staffSlot().remove();
        }
    },
    /** Somebody has put in one that nobody knows: a second card has to agree. */
    BLANKS_LOADED_AND_ONE_IS_STRANGE("business-licence", new ExchangeGoods(), "in the books 61") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.blanks().load(STRANGE, 1);
            staffLoadBlanks(citizen, cabinet);
        }

        @Override
        void mend(Citizen citizen, Cabinet cabinet) {
            cabinet.staffSlot().remove();
        }
    },
    LICENCE_JAMS("business-licence", new BlankGoods(false), "taken 0, kept 0, spoiled 1, in doubt 0") {
        @Override
        void set(Citizen citizen, Cabinet cabinet) {
            cabinet.blanks().jamNext(BlankMechanismEmulator.Jam.WHILE_PRINTING);
        }
    };

    /** The first number of a box that staff bring along. */
    private static final String BROUGHT = "ZZ9000000001";

    private static final String STRANGE = "ZZ8000000001";

    /** What it is called in the catalogue. */
    final String item;

    @SuppressWarnings("ImmutableEnumChecker") // All goods are records of plain values.
    final Goods goods;

    /** What comes of it where the power is not cut; anything else, and the story was not played. */
    final String whole;

    /** Whether its clock is an hour behind when it is switched on again. */
    final boolean clockGoesBack;

    /** The longest that nothing is shown to a citizen in it. */
    final Duration patience;

    KillStory(String item, long fen, String whole) {
        this(item, new PaperGoods(fen, false), whole);
    }

    KillStory(String item, Goods goods, String whole) {
        this(item, goods, whole, Citizen.PATIENCE);
    }

    KillStory(String item, Goods goods, String whole, Duration patience) {
        this(item, goods, whole, patience, false);
    }

    KillStory(String item, long fen, String whole, boolean clockGoesBack) {
        this(item, new PaperGoods(fen, false), whole, Citizen.PATIENCE, clockGoesBack);
    }

    KillStory(String item, Goods goods, String whole, Duration patience, boolean clockGoesBack) {
        this.clockGoesBack = clockGoesBack;
        this.item = item;
        this.goods = goods;
        this.whole = whole;
        this.patience = patience;
    }

    private static void staffLoadBlanks(Citizen citizen, Cabinet cabinet) {
        cabinet.blanks().load(BROUGHT, StockKeepers.LOADED);
        citizen.wantsNothing();
        new StockKeepers(citizen, cabinet).come(() -> citizen.touch(new Action.Begin()));
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

    /** What the providers of payment do another way than usual, to everybody who is in it. */
    void weather(Providers providers) {
        // All goes well.
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
