package org.zizhu.kiosk.platform;

/**
 * The five elements that accompany each call (purpose, item, case, terminal, place; as in the licence-sharing practice of GB/T
 * 36906), so that the platform can account for each look at a person's data.
 *
 * @param purpose why the data is looked at, in words
 * @param itemCode the item's 实施编码 (GB/T 39554.1)
 * @param caseNumber the unit's transaction
 * @param terminal the unit's identity, equal to its client certificate's common name
 */
public record CallContext(
        String purpose, String itemName, String itemCode, String caseNumber, String terminal, String place) {}
