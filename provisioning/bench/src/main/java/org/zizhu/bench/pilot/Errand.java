package org.zizhu.bench.pilot;

/**
 * What the citizen in software has come for.
 *
 * @param item the catalogue's item: certificate, query, progress
 * @param citizen whose card is put on the reader, by the bench's id or by number
 * @param english in English rather than Chinese
 */
public record Errand(String item, String citizen, boolean english, boolean largeType) {
    @Override
    public String toString() {
        return "Errand[" + item + "]";
    }
}
