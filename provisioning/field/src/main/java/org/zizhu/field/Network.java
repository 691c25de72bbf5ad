package org.zizhu.field;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.zizhu.kiosk.screen.Text;

/** Whether an address can be reached, and if not, what a person at the machine can do about it. */
final class Network {

    /** A thousand kilometres are within it. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private Network() {}

    /** @param address host and port */
    static void reach(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        InetAddress host = InetAddress.getByName(address.substring(0, colon));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), (int)
                    CONNECT_WITHIN.toMillis());
        }
    }

    /** In words. */
    static String why(String address, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return both("查不到 " + address + "：检查 DNS", address + " is not known here: look at DNS and the cable");
            }
            if (cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException) {
                return both(address + " 没有应答：检查防火墙", address + " does not answer: look at the firewall");
            }
            if (cause instanceof ConnectException) {
                return both(
                        address + " 拒绝连接：地址、路由或中心的服务",
                        address + " takes no connection: look at the address, the route, and whether the fleet runs");
            }
            if (cause instanceof CertificateException) {
                return both(
                        address + " 应答的不是令牌的中心（中间有代理？）：" + cause.getMessage(),
                        "who answers at " + address + " is not the token's fleet (a proxy between?)");
            }
        }
        return both("中心没有应答：" + failure.getMessage(), "no answer from the fleet");
    }

    private static String both(String chinese, String english) {
        return Field.both(Text.of(chinese, english));
    }
}
