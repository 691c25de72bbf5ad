package org.zizhu.platform.document;

import java.util.Arrays;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;

/** The documents that the city issues. */
public enum DocumentType {
    INSURANCE_CERTIFICATE("insurance-certificate", "示范社会保险服务中心", "社会保险参保证明", "Certificate of Social Insurance"),
    CONTRIBUTION_STATEMENT(
            "contribution-statement", "示范社会保险服务中心", "社会保险缴费记录单", "Statement of Social Insurance Contributions"),
    PROPERTY_STATEMENT("property-statement", "示范不动产登记中心", "不动产登记信息查询结果", "Extract from the Property Register"),
    BUSINESS_LICENCE("business-licence", "示范市场监督管理局", "营业执照", "Business Licence");

    private final String id;
    private final String office;
    private final Text title;

    DocumentType(String id, String office, String zh, String en) {
        this.id = id;
        this.office = office;
        this.title = new Text(zh, en);
    }

    /** Whose seal it carries, behind the name of the city. */
    public String office() {
        return office;
    }

    /** Whether it says something of somebody's insurance, so that there has to be one. */
    public boolean ofInsurance() {
        return this == INSURANCE_CERTIFICATE || this == CONTRIBUTION_STATEMENT;
    }

    /** Whether it is printed on a numbered blank, and issued for that one alone. */
    public boolean onBlank() {
        return this == BUSINESS_LICENCE;
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
