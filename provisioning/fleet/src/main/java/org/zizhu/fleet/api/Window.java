package org.zizhu.fleet.api;

import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * Which part of a list a program asks for.
 *
 * @param page from 1
 * @param size how many on a page
 */
record Window(int page, int size) {

    private static final int MOST = 500;

    static Window of(Request request) throws Refused {
        return new Window(
                number(OperatorHandler.asked(request, "page"), "[1-9][0-9]{0,3}", 1),
                Math.min(number(OperatorHandler.asked(request, "limit"), "[1-9][0-9]{0,2}", MOST), MOST));
    }

    private static int number(String asked, String form, int usual) throws Refused {
        if (!asked.isEmpty() && !asked.matches(form)) {
            throw new Refused(Objection.MALFORMED_REQUEST);
        }
        return asked.isEmpty() ? usual : Integer.parseInt(asked);
    }

    /** How many are passed over. */
    int first() {
        return (page - 1) * size;
    }

    /** One more shows whether there is another page. */
    int most() {
        return size + 1;
    }

    <T> Bodies.Page<T> page(List<T> found) {
        return new Bodies.Page<>(found.subList(0, Math.min(size, found.size())), page, found.size() > size, null);
    }

    /** Of a list that is here as a whole. */
    <T> List<T> of(List<T> all) {
        return all.stream().skip(first()).limit(most()).toList();
    }
}
