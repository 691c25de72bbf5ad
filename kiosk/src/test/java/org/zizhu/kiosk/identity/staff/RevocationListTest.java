package org.zizhu.kiosk.identity.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.identity.staff.RevocationList.Renewal;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Only a newer list of the same authority takes the place of the list that a unit has. */
class RevocationListTest {

    private static final StaffOffice OFFICE = new StaffOffice();
    private static final Instant THEN = Tabletop.NIGHT;

    @TempDir
    Path folder;

    private Path file;
    private RevocationList list;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("list.crl");
        list = RevocationList.open(file, OFFICE.authority());
    }

    @Test
    void newerList_isTaken_andIsThereAfterARestart() throws IOException {
        StaffOffice.Badge stolen = OFFICE.badge(StaffRole.ATTENDANT);
        assertEquals(Renewal.TAKEN, list.offer(OFFICE.list(THEN)));
        assertEquals(Renewal.TAKEN, list.offer(OFFICE.list(THEN.plus(Duration.ofHours(1)), stolen)));
        RevocationList after = RevocationList.open(file, OFFICE.authority());
        assertEquals(Optional.of(THEN.plus(Duration.ofHours(1))), after.issuedAt());
        assertTrue(after.revokes(stolen.certificate()));
    }

    @Test
    void olderList_bringsNoRevokedCardBack() throws IOException {
        StaffOffice.Badge stolen = OFFICE.badge(StaffRole.ATTENDANT);
        list.offer(OFFICE.list(THEN, stolen));
        assertEquals(Renewal.NOT_NEWER, list.offer(OFFICE.list(THEN.minus(Duration.ofHours(1)))));
        assertEquals(Renewal.NOT_NEWER, list.offer(OFFICE.list(THEN)));
        assertTrue(list.revokes(stolen.certificate()));
    }

    @Test
    void cardRevokedInTheSecondOfTheLastList_countsByTheListsNumber() throws IOException {
        StaffOffice.Badge stolen = OFFICE.badge(StaffRole.ATTENDANT);
        list.offer(OFFICE.numberedList(THEN, 41));
        assertEquals(Renewal.NOT_NEWER, list.offer(OFFICE.numberedList(THEN, 41, stolen)));
        assertEquals(Renewal.TAKEN, list.offer(OFFICE.numberedList(THEN, 42, stolen)));
        assertEquals(Renewal.NOT_NEWER, list.offer(OFFICE.numberedList(THEN.plusSeconds(1), 41)));
        assertEquals(Renewal.TAKEN, list.offer(OFFICE.numberedList(THEN.plusSeconds(1), 42, stolen)));
        assertTrue(list.revokes(stolen.certificate()));
    }

    @Test
    void listOfAnother_andBytesThatAreNone_changeNothing() throws IOException {
        list.offer(OFFICE.list(THEN));
        byte[] good = OFFICE.list(THEN.plus(Duration.ofHours(1)));
        byte[] tampered = good.clone();
        tampered[tampered.length - 5] ^= 1;
        assertEquals(Renewal.NOT_OURS, list.offer(new StaffOffice().list(THEN.plus(Duration.ofHours(1)))));
        assertEquals(Renewal.NOT_OURS, list.offer(tampered));
        assertEquals(Renewal.NOT_OURS, list.offer(Arrays.copyOf(good, 20)));
        assertEquals(Renewal.NOT_OURS, list.offer(new byte[0]));
        assertEquals(Optional.of(THEN), list.issuedAt());
    }

    @Test
    void damagedFile_isNoList() throws IOException {
        Files.write(file, new byte[] {1, 2, 3});
        RevocationList damaged = RevocationList.open(file, OFFICE.authority());
        assertEquals(Optional.empty(), damaged.issuedAt());
        assertFalse(damaged.revokes(OFFICE.badge(StaffRole.ATTENDANT).certificate()));
    }
}
