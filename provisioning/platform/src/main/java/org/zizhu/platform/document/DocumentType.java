package org.zizhu.platform.document;

import java.util.Arrays;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;

/** The documents that the city issues. */
public enum DocumentType {
    INSURANCE_CERTIFICATE("insurance-certificate", "社会保险参保证明", "Certificate of Social Insurance"),
    CONTRIBUTION_STATEMENT("contribution-statement", "社会保险缴费记录单", "Statement of Social Insurance Contributions");

    private final String id;
    private final Text title;

    DocumentType(String id, String zh, String en) {
        this.id = id;
        this.title = new Text(zh, en);
    }

    /** As it is called on the wire. */
    public String id() {
        return id;
    }

    public Text title() {
        return title;
    }

    public static Optional<DocumentType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }
}
