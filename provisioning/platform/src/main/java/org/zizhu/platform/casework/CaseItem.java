package org.zizhu.platform.casework;

import java.util.List;
import org.zizhu.platform.bilingual.Text;

/** The items that the city has cases of, with the stages each goes through and the promised time. */
public enum CaseItem {
    SOCIAL_CARD(
            new Text("社会保障卡补换", "Replacement of social security card"),
            10,
            List.of(
                    new Text("受理", "Accepted"),
                    new Text("信息核验", "Data checked"),
                    new Text("制卡", "Card made"),
                    new Text("可领取", "Ready for collection"))),
    PENSION_TRANSFER(
            new Text("企业职工养老保险关系转移接续", "Transfer of employee pension insurance"),
            15,
            List.of(
                    new Text("受理", "Accepted"),
                    new Text("发联系函", "Request sent to the other city"),
                    new Text("转出地办理", "Handled by the other city"),
                    new Text("资金到账", "Funds received"),
                    new Text("办结", "Completed"))),
    UNEMPLOYMENT_BENEFIT(
            new Text("失业保险金申领", "Unemployment benefit"),
            10,
            List.of(
                    new Text("受理", "Accepted"),
                    new Text("审核", "Examined"),
                    new Text("公示", "Announced"),
                    new Text("发放", "Paid"))),
    FLEXIBLE_REGISTRATION(
            new Text("灵活就业人员参保登记", "Insurance registration for the self-employed"),
            3,
            List.of(new Text("受理", "Accepted"), new Text("审核", "Examined"), new Text("办结", "Completed"))),
    PENSION_ELIGIBILITY(
            new Text("养老保险待遇申领", "Claim of pension benefits"),
            20,
            List.of(
                    new Text("受理", "Accepted"),
                    new Text("工龄认定", "Years of service established"),
                    new Text("待遇核算", "Benefit calculated"),
                    new Text("复核", "Reviewed"),
                    new Text("办结", "Completed")));

    private final Text title;
    private final int promisedDays;
    private final List<Text> stages;

    CaseItem(Text title, int promisedDays, List<Text> stages) {
        this.title = title;
        this.promisedDays = promisedDays;
        this.stages = stages;
    }

    public Text title() {
        return title;
    }

    /** 承诺办结时限, in calendar days here. */
    public int promisedDays() {
        return promisedDays;
    }

    public List<Text> stages() {
        return stages;
    }
}
