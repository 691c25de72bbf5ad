package org.zizhu.drivers.document.emulator;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a request may be answered at all (RFC 8011 §4.1). */
final class RequestCheck {

    private static final Set<Integer> MAJOR_VERSIONS = Set.of(1, 2);
    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    private RequestCheck() {}

    static Optional<Status> refusal(IppPacket request) {
        if (!MAJOR_VERSIONS.contains(request.getVersionNumber() >> 8)) {
            return Optional.of(Status.serverErrorVersionNotSupported);
        }
        List<AttributeGroup> groups = request.getAttributeGroups();
        if (request.getRequestId() <= 0
                || groups.isEmpty()
                || !groups.get(0).getTag().equals(Tag.operationAttributes)
                || !beginsAsItMust(groups.get(0))
                || !namesItsTarget(groups.get(0))) {
            return Optional.of(Status.clientErrorBadRequest);
        }
        boolean charsetKnown = CHARSETS.contains(groups.get(0).getString(Types.attributesCharset));
        return charsetKnown ? Optional.empty() : Optional.of(Status.clientErrorCharsetNotSupported);
    }

    /** §4.1.4: charset first, language second. */
    private static boolean beginsAsItMust(AttributeGroup operation) {
        return operation.size() >= 2
                && operation.get(0).getName().equals(Types.attributesCharset.getName())
                && operation.get(1).getName().equals(Types.attributesNaturalLanguage.getName());
    }

    /** §4.1.5: printer-uri, or job-uri where the operation is about a job. */
    private static boolean namesItsTarget(AttributeGroup operation) {
        return operation.stream()
                .anyMatch(attribute -> attribute.getName().equals(Types.printerUri.getName())
                        || attribute.getName().equals(Types.jobUri.getName()));
    }
}
