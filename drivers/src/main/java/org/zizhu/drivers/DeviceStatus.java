package org.zizhu.drivers;

import java.util.List;
import java.util.Map;

/**
 * What a device last said of itself. Immutable; compared by value, so that an unchanged status is not published again.
 *
 * <p>A device that can't be reached ({@link DeviceState#POWER_OFF}, {@link DeviceState#NO_DEVICE}, {@link
 * DeviceState#STARTING}) knows nothing of its medium and supplies, and may not carry them.
 *
 * @param state the device as a whole
 * @param reasons stable keywords that say why, most important first; for a printer the keywords of RFC 8011 §5.4.12
 *     without severity ("media-empty"), for others those listed by the driver ("link-lost", "self-test-failed")
 * @param media the medium at the citizen's side: the card on a reader, the sheets in an output tray, the receipt in
 *     the presenter
 * @param supplies the level of each consumable that the device reports
 */
public record DeviceStatus(
        DeviceState state, List<String> reasons, MediaState media, Map<Supply, SupplyLevel> supplies) {

    public DeviceStatus {
        reasons = List.copyOf(reasons);
        supplies = Map.copyOf(supplies);
        boolean unreachable =
                state == DeviceState.POWER_OFF || state == DeviceState.NO_DEVICE || state == DeviceState.STARTING;
        if (unreachable && (media != MediaState.UNKNOWN || !supplies.isEmpty())) {
            throw new IllegalArgumentException(state + " carries neither medium nor supplies");
        }
    }

    /** A device that the driver has not reached yet. */
    public static DeviceStatus starting() {
        return without(DeviceState.STARTING);
    }

    /** A state about which nothing more is known than its reasons. */
    public static DeviceStatus without(DeviceState state, String... reasons) {
        return new DeviceStatus(state, List.of(reasons), MediaState.UNKNOWN, Map.of());
    }

    /** A working device without consumables. */
    public static DeviceStatus online(MediaState media) {
        return new DeviceStatus(DeviceState.ONLINE, List.of(), media, Map.of());
    }

    public boolean usable() {
        return state.usable();
    }

    public SupplyLevel level(Supply supply) {
        return supplies.getOrDefault(supply, SupplyLevel.UNKNOWN);
    }
}
