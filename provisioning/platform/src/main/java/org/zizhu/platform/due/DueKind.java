package org.zizhu.platform.due;

/** Kinds of what is due. */
public enum DueKind {
    /** 城乡居民基本医疗保险费, which the tax office collects for a year ahead. */
    MEDICAL_INSURANCE,
    /** A fine of a ticket that is decided. */
    TRAFFIC_FINE,
    /** 不动产登记费. */
    PROPERTY_FEE,
    /** Of a household, whoever pays it; all others are a person's. */
    WATER
}
