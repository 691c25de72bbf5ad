package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.people.CardKind;
import org.zizhu.platform.people.Person;

/** The city in which the kill matrix is played: one for all its units, several of them at a time. Thread-safe. */
final class KillCity implements AutoCloseable {

    /** Comes after the story, whatever was played: in no other part. */
    private static final String NEXT = "one-page";

    private final Path folder;
    private final SandboxCity city;
    private final Records records;
    private final Registers registers;
    private final List<Person> servable;
    private final AtomicInteger units = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final Set<String> met = new HashSet<>();

    KillCity(Path folder) throws IOException {
        this.folder = folder;
        this.city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        this.records = new Records(folder.resolve("city"), city);
        this.registers = new Registers(folder.resolve("city"));
        this.servable = city.people().stream().filter(this::canBeServed).toList();
    }

    Path folder() {
        return folder;
    }

    SandboxCity city() {
        return city;
    }

    /** From now on all goes as it does in this story. */
    void weather(KillStory story) {
        city.providers().wechatPay().beforeAnswer(code -> {});
        city.providers().carriage(Mail.Carriage.PROMPT);
        story.weather(city.providers());
    }

    Registers registers() {
        return registers;
    }

    /** The name of a unit that was not there before. */
    String terminal() {
        return "ZZ-KILL-%04d".formatted(units.incrementAndGet());
    }

    List<Records.Document> documents(String terminal) {
        return records.of(terminal);
    }

    Balance balance(String terminal) {
        return city.payments().balance(terminal, LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8)));
    }

    Person next() {
        return city.person(NEXT);
    }

    /** Whether somebody has a good card and a phone. */
    boolean canBeServed(Person person) {
        return person.known()
                && !person.lost()
                && person.phone() != null
                && person.card().kind() == CardKind.RESIDENT
                && !person.tags().contains("expired")
                && !person.id().equals(NEXT);
    }

    /** Each time somebody else, until everybody had their turn. */
    Person somebody() {
        return servable.get(turns.getAndIncrement() % servable.size());
    }

    synchronized Person nobodyMet(List<String> ids) {
        Person person = servable.stream()
                .filter(one -> ids.contains(one.id()) && !met.contains(one.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is left in the city to whom this could happen"));
        met.add(person.id());
        return person;
    }

    @Override
    public void close() {
        city.close();
    }
}
