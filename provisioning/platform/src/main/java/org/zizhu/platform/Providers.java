package org.zizhu.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.zizhu.platform.payment.Notifications;
import org.zizhu.platform.payment.Provider;
import org.zizhu.platform.payment.alipay.Alipay;
import org.zizhu.platform.payment.alipay.AlipayNotifications;
import org.zizhu.platform.payment.emulator.EmulatedAlipay;
import org.zizhu.platform.payment.emulator.EmulatedTreasury;
import org.zizhu.platform.payment.emulator.EmulatedWechatPay;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Movement;
import org.zizhu.platform.payment.emulator.Paying;
import org.zizhu.platform.payment.treasury.Treasury;
import org.zizhu.platform.payment.wechat.WechatNotifications;
import org.zizhu.platform.payment.wechat.WechatPay;

/**
 * Who collects money for the sandbox city, each behind a port of its own on loopback, with what the city needs to reach them. Their books
 * are files of their own, so that they can be compared with the city's after any end of both. Thread-safe.
 */
public final class Providers implements AutoCloseable {

    private final EmulatedWechatPay wechatPay;
    private final EmulatedAlipay alipay;
    private final EmulatedTreasury treasury;
    private final List<Provider> adapters;
    private final List<Notifications.Ear> ears;

    private Providers(InstantSource clock, Path folder, Supplier<URI> city) throws IOException {
        // Signatures are dated by the machine's clock, whatever time it is in the city: the official client knows no
        // other.
        InstantSource wire = InstantSource.system();
        this.wechatPay = EmulatedWechatPay.open(clock, wire, folder.resolve("wechat-pay.sqlite"));
        this.alipay = EmulatedAlipay.open(clock, folder.resolve("alipay.sqlite"));
        this.treasury = EmulatedTreasury.open(clock, wire, folder.resolve("treasury.sqlite"));
        WechatPay toWechatPay =
                new WechatPay(wechatPay.merchant(() -> city.get().resolve(WechatNotifications.PATH)), wire);
        Alipay toAlipay = new Alipay(alipay.app(() -> city.get().resolve(AlipayNotifications.PATH)), wire);
        this.adapters = List.of(toWechatPay, toAlipay, new Treasury(treasury.unit(), wire));
        this.ears = List.of(new WechatNotifications(toWechatPay, wire), new AlipayNotifications(toAlipay));
    }

    /**
     * @param folder for their books
     * @param city gives where the city is told of payments; asked for when first needed
     */
    static Providers open(InstantSource clock, Path folder, Supplier<URI> city) throws IOException {
        Files.createDirectories(folder);
        return new Providers(clock, folder, city);
    }

    public EmulatedWechatPay wechatPay() {
        return wechatPay;
    }

    public EmulatedAlipay alipay() {
        return alipay;
    }

    public EmulatedTreasury treasury() {
        return treasury;
    }

    /**
     * Somebody scans a code with whatever wallet fits it, and pays.
     *
     * @param payer tells one phone from another; any word
     */
    public Paying pay(String code, String payer) {
        if (code.startsWith("weixin:")) {
            return wechatPay.pay(code, payer);
        }
        return code.startsWith("https://qr.alipay.com/") ? alipay.pay(code, payer) : treasury.pay(code, payer);
    }

    /** Somebody scans a code and has not typed in the password yet; {@link #pay} does that, also when the order's time is over by then. */
    public boolean scan(String code, String payer) {
        if (code.startsWith("weixin:")) {
            return wechatPay.scan(code, payer);
        }
        return code.startsWith("https://qr.alipay.com/") ? alipay.scan(code, payer) : treasury.scan(code, payer);
    }

    /** What becomes of notifications from now on; the treasury sends none. */
    public void carriage(Mail.Carriage next) {
        wechatPay.mail().carriage(next);
        alipay.mail().carriage(next);
    }

    /** Sends the notifications that were held, and returns when the city has answered. */
    public void release() {
        wechatPay.mail().release();
        alipay.mail().release();
    }

    /** What citizens' wallets and accounts show, the newest first. */
    public List<Movement> movements() {
        return Stream.of(wechatPay.movements(), alipay.movements(), treasury.movements())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Movement::at).reversed())
                .toList();
    }

    List<Provider> adapters() {
        return adapters;
    }

    List<Notifications.Ear> ears() {
        return ears;
    }

    /** Sends again what the city has not confirmed. */
    void again() {
        wechatPay.mail().again();
        alipay.mail().again();
    }

    @Override
    public void close() {
        wechatPay.close();
        alipay.close();
        treasury.close();
    }
}
