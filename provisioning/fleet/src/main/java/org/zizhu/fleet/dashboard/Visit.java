package org.zizhu.fleet.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.unit.Division;

/**
 * One request of a browser, with what was sent in its address or its form.
 *
 * @param alarmsWaiting how many alarms wait for somebody, for the head of the page; 0 for who has not signed in
 */
record Visit(Request request, Response response, Callback callback, Words words, long alarmsWaiting) {

    /** Of a group, an alarm, a version. */
    static final String NUMBER = "[0-9]{1,15}";

    private static final int MOST_FIELDS = 20;
    private static final int MOST_FORM_BYTES = 8 * 1024;
    /** A setup, written so. */
    private static final int MOST_SETUP_BYTES = 3 * 72 * 1024;
    /** A catalogue, each byte of its Chinese written with three. */
    private static final int MOST_CATALOGUE_BYTES = 1536 * 1024;

    Visit with(long alarms) {
        return new Visit(request, response, callback, words, alarms);
    }

    /** Whether it is an address of these pages and of no other place. */
    static boolean isOwn(String address) {
        return address.equals("/") || address.matches("/[A-Za-z0-9._~?=&%*-][A-Za-z0-9./_~?=&%+*-]*");
    }

    /** The division that is asked for, as far as it is the reader's; else the whole of theirs. */
    Division division(Session session) {
        Division own = session.operator().division();
        return Optional.of(asked("division"))
                .filter(Division::isOne)
                .map(Division::new)
                .filter(asked -> asked.within(own))
                .orElse(own);
    }

    /** The units that are asked for, as far as they are the reader's: of a division, of a group. What is no group has no units. */
    Among among(Session session) {
        String group = asked("group");
        return new Among(
                division(session),
                group.isEmpty() ? null : group.matches(NUMBER) ? Long.valueOf(group) : Among.NO_GROUP);
    }

    String path() {
        return Request.getPathInContext(request);
    }

    boolean posts() {
        return request.getMethod().equals("POST");
    }

    /** What the address asks for; empty if it doesn't. */
    String asked(String name) {
        Fields fields = Request.extractQueryParameters(request);
        String value = fields.getValue(name);
        return value == null ? "" : value.strip();
    }

    /** The form that was sent. */
    Fields form() {
        int most = path().equals(ConfigurationPages.CONFIGURATIONS)
                ? MOST_CATALOGUE_BYTES
                : path().endsWith(SetupPages.SETUP) ? MOST_SETUP_BYTES : MOST_FORM_BYTES;
        return FormFields.getFields(request, MOST_FIELDS, most);
    }

    /** The rest of the path after that, decoded; empty if it doesn't begin so. */
    String after(String start) {
        return path().startsWith(start)
                ? URLDecoder.decode(path().substring(start.length()), StandardCharsets.UTF_8)
                : "";
    }
}
