package org.zizhu.platform.payment;

import java.time.LocalDate;
import java.util.List;

/** Something that stands between the payments and a provider, and hands on what it is asked. */
abstract class Between implements Provider {

    final Provider provider;

    Between(Provider provider) {
        this.provider = provider;
    }

    @Override
    public Means means() {
        return provider.means();
    }

    @Override
    public Reply<String> place(Order order) {
        return provider.place(order);
    }

    @Override
    public Reply<Standing> query(Order order) {
        return provider.query(order);
    }

    @Override
    public Reply<Boolean> close(Order order) {
        return provider.close(order);
    }

    @Override
    public Reply<RefundStanding> refund(Order order, Refund refund) {
        return provider.refund(order, refund);
    }

    @Override
    public Reply<RefundStanding> query(Order order, Refund refund) {
        return provider.query(order, refund);
    }

    @Override
    public Reply<List<BillEntry>> bill(LocalDate day) {
        return provider.bill(day);
    }
}
