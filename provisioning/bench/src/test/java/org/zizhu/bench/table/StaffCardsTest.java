package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.drivers.chipcard.staff.StaffCardTalk;
import org.zizhu.kiosk.identity.staff.RevocationList;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.identity.staff.Standing;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/** The cards that the sandbox city gives out, before a unit that was commissioned by it: each is what its name says. */
class StaffCardsTest {

    @TempDir
    Path folder;

    @Test
    void eachCard_standsWithTheUnitAsItsNameSays() throws Exception {
        try (SandboxCity city =
                SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1))) {
            StaffCards cards =
                    new StaffCards(city.staff(), InstantSource.system().instant());
            StaffTrust trust = commissioned(city);

            Map<String, StaffRole> good = Map.of(
                    "attendant", StaffRole.ATTENDANT,
                    "engineer", StaffRole.FIELD_ENGINEER,
                    "stock", StaffRole.STOCK_KEEPER,
                    // What is wrong with these shows only when they are asked to sign.
                    "locked", StaffRole.ATTENDANT,
                    "copy", StaffRole.FIELD_ENGINEER);
            for (Map.Entry<String, StaffRole> entry : good.entrySet()) {
                Standing standing = examined(trust, cards, entry.getKey());
                Standing.Known known = assertInstanceOf(Standing.Known.class, standing, entry.getKey());
                assertEquals(Set.of(entry.getValue()), known.member().roles());
            }
            Map<String, StaffRefusal> bad = Map.of(
                    "other", StaffRefusal.OTHER_DIVISION,
                    "expired", StaffRefusal.EXPIRED,
                    "revoked", StaffRefusal.REVOKED);
            for (Map.Entry<String, StaffRefusal> entry : bad.entrySet()) {
                Standing standing = examined(trust, cards, entry.getKey());
                assertEquals(
                        entry.getValue(),
                        assertInstanceOf(Standing.Refused.class, standing).why());
            }
        }
    }

    /** As the kiosk makes it of its folder. */
    private StaffTrust commissioned(SandboxCity city) throws Exception {
        Path unit = folder.resolve("unit");
        city.enrol(UnitFolder.TERMINAL, unit);
        X509Certificate authority = StaffTrust.authority(unit.resolve("staff-ca.pem"));
        RevocationList list = RevocationList.open(folder.resolve("list.crl"), authority);
        assertEquals(RevocationList.Renewal.TAKEN, list.offer(Files.readAllBytes(unit.resolve("staff-revoked.crl"))));
        return new StaffTrust(
                authority,
                list,
                StaffTrust.Enrolled.in(Journal.open(folder.resolve("journal.db"), InstantSource.system())),
                Duration.ofDays(3),
                UnitFolder.DIVISION,
                InstantSource.system());
    }

    private static Standing examined(StaffTrust trust, StaffCards cards, String id) throws Exception {
        EmulatedStaffCard card = cards.named(id).orElseThrow().card();
        card.reset();
        Completion<StaffCard> read = new StaffCardTalk().with(new ChainingChannel(new CardChannel() {
            @Override
            public byte[] answerToReset() {
                return card.answerToReset();
            }

            @Override
            public byte[] transceive(byte[] command) {
                return card.answer(command);
            }
        }));
        return trust.examine(((Completion.Success<StaffCard>) read).value().certificate());
    }
}
