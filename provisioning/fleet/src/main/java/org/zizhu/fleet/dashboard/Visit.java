package org.zizhu.fleet.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request of a browser, with what was sent in its address or its form. */
record Visit(Request request, Response response, Callback callback, Words words) {

    private static final int MOST_FIELDS = 20;
    private static final int MOST_FORM_BYTES = 8 * 1024;

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
        return FormFields.getFields(request, MOST_FIELDS, MOST_FORM_BYTES);
    }

    /** The rest of the path after that, decoded; empty if it doesn't begin so. */
    String after(String start) {
        return path().startsWith(start)
                ? URLDecoder.decode(path().substring(start.length()), StandardCharsets.UTF_8)
                : "";
    }
}
