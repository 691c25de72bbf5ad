package org.zizhu.platform.collection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.document.VerificationCode;
import org.zizhu.platform.people.Person;

/** Brings to a terminal what waits in it: new cards for its stacker, and results of cases for its locker. */
public final class Stocking {

    /** As many doors as somebody on a table can look after. */
    private static final int BOXES = 6;

    /** The others are free, for who brings something. */
    private static final int FILLED = 3;

    private Stocking() {}

    /** The number of the card that replaces the one that somebody has. */
    public static String newNumber(Person person) {
        return "B" + person.socialCard().number().substring(1);
    }

    /** Once for each terminal; a card waits in the first that is stocked. */
    public static void stock(Connection db, String terminal, List<Person> people, RandomGenerator random)
            throws SQLException {
        if (!BoxRegister.of(db, terminal).isEmpty()) {
            return;
        }
        for (Person person : people) {
            if (person.known()) {
                NewCardRegister.enter(
                        db,
                        new NewCard(
                                "CARD-" + VerificationCode.draw(random),
                                person.id(),
                                terminal,
                                newNumber(person),
                                NewCard.State.WAITING));
            }
        }
        int box = 0;
        for (Person person : people) {
            CaseFile granted = person.cases().stream()
                    .filter(file -> file.outcome() == CaseFile.Outcome.GRANTED)
                    .findFirst()
                    .orElse(null);
            if (box < FILLED && granted != null && person.known() && !person.lost()) {
                box++;
                Text title = granted.item().title();
                BoxRegister.write(
                        db,
                        new Box(
                                terminal,
                                box,
                                Box.State.HOLDS,
                                "BOX-" + VerificationCode.draw(random),
                                person.id(),
                                granted.number(),
                                new Text(title.zh() + "的办理结果", "Result of: " + title.en()),
                                null));
            }
        }
        while (box < BOXES) {
            box++;
            BoxRegister.write(db, new Box(terminal, box, Box.State.FREE, null, null, null, null, null));
        }
    }
}
