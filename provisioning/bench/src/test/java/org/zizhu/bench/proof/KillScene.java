package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.people.Person;

/** One unit of the kill matrix, commissioned for one playing of a story, with who comes to it. */
final class KillScene implements AutoCloseable {

    private final KillCity town;
    private final String terminal;
    private final Path folder;
    private final Cabinet cabinet;
    private final List<PrinterEvent.PageOut> pages = new CopyOnWriteArrayList<>();
    private final Person person;
    private final Citizen citizen;
    private List<Person> stack = List.of();
    private int box;
    private Optional<FirstKiosk> firstKiosk = Optional.empty();

    KillScene(KillCity town, KillStory story) throws IOException {
        this.town = town;
        this.terminal = town.terminal();
        this.folder = town.folder().resolve(terminal);
        this.cabinet = new Cabinet(folder, unit(), town.city(), terminal, story.goods.parts());
        cabinet.printer.onEvent(event -> {
            if (event instanceof PrinterEvent.PageOut page) {
                pages.add(page);
            }
        });
        this.person = story.goods.comes(this);
        this.citizen = new Citizen(cabinet, person).wants(story.item);
        // Who finds it closed since a device is still starting looks again: else the visit would end before the story
        // begins.
        citizen.on("guide", citizen::startsWhenOpen);
        story.set(citizen, cabinet);
        story.goods.beforeItBegins(this);
    }

    /**
     * Switches its kiosk on.
     *
     * @param world the command that starts it in another one; empty for this
     */
    KioskOutside kiosk(List<String> world, String cut) throws IOException {
        return new KioskOutside(world, unit(), Files.createDirectories(temp()), log(), cut, citizen::sees);
    }

    SandboxCity city() {
        return town.city();
    }

    Registers registers() {
        return town.registers();
    }

    String terminal() {
        return terminal;
    }

    Path unit() {
        return folder.resolve("unit");
    }

    Path temp() {
        return folder.resolve("tmp");
    }

    Path log() {
        return folder.resolve("kiosk.log");
    }

    Cabinet cabinet() {
        return cabinet;
    }

    Person person() {
        return person;
    }

    Citizen citizen() {
        return citizen;
    }

    /** Every page that came out. */
    List<PrinterEvent.PageOut> pages() {
        return List.copyOf(pages);
    }

    List<Records.Document> documents() {
        return town.documents(terminal);
    }

    /** Whose cards were loaded into the dispenser, the first on top. */
    List<Person> stack() {
        return new ArrayList<>(stack);
    }

    void loaded(List<Person> holders) {
        stack = List.copyOf(holders);
    }

    /** Another kiosk in the same city, to which the person has been before. */
    FirstKiosk firstKiosk() {
        return firstKiosk.orElseThrow();
    }

    void firstKiosk(Person its) throws IOException {
        firstKiosk = Optional.of(new FirstKiosk(town, its));
    }

    /** The box of the locker that it is about. */
    int box() {
        return box;
    }

    void uses(int itsBox) {
        box = itsBox;
    }

    boolean canBeServed(Person one) {
        return town.canBeServed(one);
    }

    /** Somebody who can be served. */
    Person somebody() {
        return town.somebody();
    }

    /** One of these who can be served and was in no other story. */
    Person nobodyMet(List<String> ids) {
        return town.nobodyMet(ids);
    }

    /** Whether the city believes one of these of somebody's new card. */
    boolean cityHas(Person holder, String... states) {
        return List.of(states).contains(registers().card(holder));
    }

    @Override
    public void close() {
        firstKiosk.ifPresent(FirstKiosk::close);
        cabinet.close();
    }
}
