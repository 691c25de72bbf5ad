package org.zizhu.kiosk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Who this unit is, from {@code unit.yaml} in its folder. File names in it are relative to that folder.
 *
 * @param terminal the unit's identity, equal to its certificate's common name
 * @param place where it stands
 * @param hotline the number to call for a person
 * @param catalogue a catalogue file in place of the shipped one; null for that
 * @param data folder for the journal
 * @param webPort the loopback port of its own pages; 0 for a free one
 * @param staff null for a unit without staff screens
 * @param powerOff the command that switches the host off when the battery is low, after everything is settled and closed; null for a
 *     unit that lets the battery run out
 * @param fleet folder of what the unit has of its fleet: an enrolment token in the file {@code token}, then its key and certificate; null
 *     for a unit of no fleet
 * @param fleetKey the token in which the unit has its key for the fleet; null for one that has it in a file of that folder
 */
public record UnitSettings(
        String terminal,
        Text place,
        String hotline,
        Platform platform,
        @Nullable String catalogue,
        String data,
        int webPort,
        @Nullable Staff staff,
        @Nullable List<String> powerOff,
        @Nullable String fleet,
        @Nullable FleetKey fleetKey) {

    /** The platform's address and the unit's key, as in {@link PlatformSettings}. */
    public record Platform(URI uri, String keystore, String passwordFile, String ca) {}

    /**
     * A token (PKCS#11): a TPM, a smart card, a software token.
     *
     * @param module the shared library that knows it
     * @param token its label
     * @param pinFile holds the PIN of its user; for the owner's eyes only
     */
    public record FleetKey(String module, String token, String pinFile) {}

    /**
     * Whose staff cards open the unit.
     *
     * @param division 行政区划 in which the unit stands, six to twelve digits
     * @param ca the staff authority's certificate, PEM
     * @param revoked the list of revoked cards that the unit was commissioned with; newer ones come from the platform
     * @param listGoodForHours how long staff are let in by a list after it was made: the time that the unit may be offline
     */
    public record Staff(String division, String ca, String revoked, int listGoodForHours) {}

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads {@code unit.yaml}; says which line is wrong when one is. */
    public static UnitSettings read(Path unitFolder) throws IOException {
        Path file = unitFolder.resolve("unit.yaml");
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readValue(in, UnitSettings.class);
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #read} understands it. */
    public String yaml() {
        return YAML.writeValueAsString(this);
    }

    /** The platform's settings with whole paths. */
    public PlatformSettings platformSettings(Path unitFolder) {
        return new PlatformSettings(
                platform.uri(),
                unitFolder.resolve(platform.keystore()),
                unitFolder.resolve(platform.passwordFile()),
                unitFolder.resolve(platform.ca()));
    }
}
