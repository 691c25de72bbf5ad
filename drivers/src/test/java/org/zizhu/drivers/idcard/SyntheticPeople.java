package org.zizhu.drivers.idcard;

import java.time.LocalDate;
import java.util.Optional;
import org.zizhu.drivers.idcard.IdCard.Foreigner;
import org.zizhu.drivers.idcard.IdCard.HkMacauTaiwanPermit;
import org.zizhu.drivers.idcard.IdCard.Kind;
import org.zizhu.drivers.idcard.IdCard.Resident;
import org.zizhu.drivers.idcard.IdCard.Sex;
import org.zizhu.drivers.idcard.IdCard.Validity;

/** People who never were, one for each layout: all born before 1900. */
public final class SyntheticPeople {
    private static final Validity TEN_YEARS =
            new Validity(LocalDate.of(2020, 2, 29), Optional.of(LocalDate.of(2030, 2, 28)));

    public static final Resident RESIDENT = new Resident(
            "试一",
            Sex.MALE,
            "01",
            LocalDate.of(1849, 3, 7),
            "湖南省长沙市芙蓉区虚构路1号",
            "430102184903070016",
            "长沙市公安局芙蓉分局",
            TEN_YEARS);

    /** Long-term, a name with a dot, and a nationality other than Han. */
    public static final Resident LONG_TERM = new Resident(
            "阿依古丽·虚构买买提",
            Sex.FEMALE,
            "05",
            LocalDate.of(1849, 3, 7),
            "河南省台前县城关镇虚构村2组",
            "410927184903070021",
            "台前县公安局",
            new Validity(LocalDate.of(2006, 1, 1), Optional.empty()));

    /** Characters of planes 2 and 3 (GB 18030-2022 level 3) in a name that fills its field. */
    public static final Resident RARE_NAME = new Resident(
            "测\uD840\uDC0B\uD87E\uDC1A\uD880\uDC00试试试试试试试试",
            Sex.MALE,
            "15",
            LocalDate.of(1849, 3, 7),
            "张家界市永定区虚构街3号",
            "430802184903070014",
            "张家界市公安局永定分局",
            TEN_YEARS);

    public static final HkMacauTaiwanPermit PERMIT = new HkMacauTaiwanPermit(
            "试二",
            Sex.FEMALE,
            LocalDate.of(1849, 3, 7),
            "广西梧州市长洲区虚构路4号",
            "810000184903070022",
            "梧州市公安局长洲分局",
            TEN_YEARS,
            "H00000000",
            "01");

    public static final Foreigner FOREIGNER_2017 = new Foreigner(
            Kind.FOREIGNER_2017,
            "TEST, NOBODY AT ALL",
            "试三",
            Sex.UNSPECIFIED,
            LocalDate.of(1888, 12, 31),
            "XXX430000123456",
            "CAN",
            TEN_YEARS,
            "01");

    /** An English name that goes on in the second field, and no Chinese one. */
    public static final Foreigner FOREIGNER_2023 = new Foreigner(
            Kind.FOREIGNER_2023,
            "NOBODY WITH A NAME OF EXACTLY SO MANY LETTERSX",
            "",
            Sex.MALE,
            LocalDate.of(1888, 12, 31),
            "911000188812310018",
            "FRA",
            TEN_YEARS,
            "02");

    private SyntheticPeople() {}
}
