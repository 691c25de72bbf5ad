package org.zizhu.drivers.dispenser.crt591;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.dispenser.CardDispenser.Position;

/** What a CRT-591 tells with every answer that is no refusal: the characters st0 st1 st2 (protocol v1.0). */
record Crt591Status(Position card, SupplyLevel stacker, boolean binFull) {

    static final int BYTES = 3;

    /** Empty when a character is none of those that there are. */
    static Optional<Crt591Status> of(byte st0, byte st1, byte st2) {
        if (st0 < '0' || st0 > '2' || st1 < '0' || st1 > '2' || st2 < '0' || st2 > '1') {
            return Optional.empty();
        }
        Position card = List.of(Position.NONE, Position.GATE, Position.CHIP).get(st0 - '0');
        SupplyLevel stacker =
                List.of(SupplyLevel.OUT, SupplyLevel.LOW, SupplyLevel.FULL).get(st1 - '0');
        return Optional.of(new Crt591Status(card, stacker, st2 == '1'));
    }

    /** What the device can be published as while it says no more than this. */
    DeviceStatus published() {
        // A card on its way can be handed out yet, with an empty stacker and a full bin too.
        boolean stopped = !reasons().isEmpty() && card == Position.NONE;
        return as(stopped ? DeviceState.USER_ERROR : DeviceState.ONLINE);
    }

    /** The same while it moves a card. */
    DeviceStatus moving() {
        return as(DeviceState.DEVICE_BUSY);
    }

    private DeviceStatus as(DeviceState state) {
        MediaState media = card == Position.NONE ? MediaState.NOT_PRESENT : MediaState.PRESENT;
        return new DeviceStatus(state, reasons(), media, Map.of(Supply.CARDS, stacker));
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (stacker == SupplyLevel.OUT) {
            reasons.add(Crt591Error.STACKER_EMPTY.reason());
        }
        if (binFull) {
            reasons.add(Crt591Error.BIN_FULL.reason());
        }
        return reasons;
    }

    /** For field staff. */
    String inWords() {
        String way =
                switch (card) {
                    case NONE -> "no card on the way";
                    case GATE -> "a card at the gate";
                    case CHIP -> "a card at the chip position";
                };
        String cards =
                switch (stacker) {
                    case OUT -> "stacker empty";
                    case LOW -> "few cards in the stacker";
                    default -> "enough cards in the stacker";
                };
        return way + ", " + cards + ", bin " + (binFull ? "full" : "not full");
    }
}
