package org.zizhu.fleet.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Divisions, what they are called, and what lies in what. */
class DivisionNamesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "430102001007, 430000, 430100",
        "430102001007, 430100, 430102",
        "430102001007, 430102, 430102001",
        "430102001007, 430102001, 430102001007",
        "430102, 430100, 430102",
        "430100, 430100, 430100",
        "430100, 430000, 430100",
    })
    void aUnitsDivisionLiesInOneOfTheNextLevelDown(String one, String whole, String below) {
        assertEquals(new Division(below), new Division(one).below(new Division(whole)));
    }

    @ParameterizedTest
    @CsvSource({
        "430102001007, 430102001",
        "430102001, 430102",
        "430102, 430100",
        "430100, 430000",
        "430000, 430000",
    })
    void eachLiesInOneAroundIt(String one, String above) {
        assertEquals(new Division(above), new Division(one).above());
    }

    @Test
    void namesAreReadFromTheCentresFile_andALineThatIsNoneIsNamed() throws IOException {
        Path file = folder.resolve(DivisionNames.FILE);
        assertEquals("430102", DivisionNames.in(folder).of(new Division("430102"), false));
        Files.writeString(file, "430102,芙蓉区,Furong\n\n 430103 , 天心区 , Tianxin \n");
        DivisionNames names = DivisionNames.in(folder);
        assertEquals("芙蓉区", names.of(new Division("430102"), false));
        assertEquals("Tianxin", names.of(new Division("430103"), true));
        Files.writeString(file, "430102,芙蓉区,Furong\n4301,长沙,Changsha\n");
        String message =
                assertThrows(IOException.class, () -> DivisionNames.in(folder)).getMessage();
        assertTrue(message.contains("line 2"), message);
    }
}
