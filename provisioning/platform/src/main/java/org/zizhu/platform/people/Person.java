package org.zizhu.platform.people;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.insurance.Contribution;

/**
 * A synthetic person of the sandbox city: the card in the hand, and what the city knows. {@code toString} says the id only.
 *
 * @param id stable name by which the bench picks a person, such as {@code certificate}, {@code expired} or {@code p042}
 * @param known false: the person has a card, and the platform has never heard of them
 * @param lost the card was reported lost
 * @param tags what is special: two-pages, rare, long-name, dot-name, expired, lost, unknown, long-term, permit-J, foreigner-I,
 *     foreigner-Y, no-insurance, cases, no-phone, social-card-lost, social-card-expired
 * @param phone on record; null for who has given none. No such number is assigned to anybody
 * @param contributions oldest first
 */
public record Person(
        String id,
        Card card,
        Division division,
        boolean known,
        boolean lost,
        Set<String> tags,
        @Nullable String phone,
        SocialCard socialCard,
        List<Contribution> contributions,
        List<CaseFile> cases) {

    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
