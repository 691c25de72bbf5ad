package org.zizhu.fleet.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A frame to a unit; contract.md §4 to §7 and §10. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Told.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Told.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = Told.Order.class, name = "command"),
    @JsonSubTypes.Type(value = Told.Desired.class, name = "desired"),
    @JsonSubTypes.Type(value = Told.Heartbeat.class, name = "heartbeat")
})
public sealed interface Told {

    /** The minor version that this fleet speaks. */
    int MINOR = 2;

    /** Reports that may be under way without being acknowledged. */
    int WINDOW = 256;

    record Welcome(
            int minor,
            UnitId unit,
            SessionKey session,
            String time,
            long acknowledged,
            boolean snapshot,
            long heartbeatMs,
            int window)
            implements Told {}

    record Ack(long upTo, List<RefusedReport> refused) implements Told {}

    record RefusedReport(long seq, String code) {}

    record Order(String id, String name, Deed arguments, long expiresMs) implements Told {}

    /** @param document signed, in base64 */
    record Desired(long version, String document) implements Told {}

    record Heartbeat(String time) implements Told {}
}
