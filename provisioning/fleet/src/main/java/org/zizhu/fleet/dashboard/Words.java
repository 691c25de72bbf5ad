package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.rule.Grade;
import tools.jackson.databind.JsonNode;

/**
 * The reader's language, and how this page says things in it.
 *
 * @param now the moment of the page
 */
public record Words(boolean english, Instant now) {

    /** China has one time. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private static final DateTimeFormatter EXACTLY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private record Both(String chinese, String english) {}

    /** The contract's words that people meet; others are shown as they are, for they are names. */
    private static final Map<String, Both> KNOWN = Map.ofEntries(
            Map.entry("inService", new Both("服务中", "in service")),
            Map.entry("outOfService", new Both("暂停服务", "out of service")),
            Map.entry("maintenance", new Both("维护中", "maintenance")),
            Map.entry("starting", new Both("正在启动", "starting")),
            Map.entry("stopping", new Both("正在关闭", "stopping")),
            Map.entry("stuck", new Both("卡死", "stuck")),
            Map.entry("online", new Both("正常", "online")),
            Map.entry("offline", new Both("离线", "offline")),
            Map.entry("powerOff", new Both("断电", "power off")),
            Map.entry("noDevice", new Both("未连接", "no device")),
            Map.entry("hardwareError", new Both("硬件故障", "hardware error")),
            Map.entry("userError", new Both("待人处理", "user error")),
            Map.entry("deviceBusy", new Both("忙", "busy")),
            Map.entry("fraudAttempt", new Both("疑似破坏", "fraud attempt")),
            Map.entry("up", new Both("通", "up")),
            Map.entry("down", new Both("断", "down")),
            Map.entry("available", new Both("可办", "available")),
            Map.entry("degraded", new Both("部分可办", "degraded")),
            Map.entry("unavailable", new Both("不能办", "unavailable")),
            Map.entry("closed", new Both("已关闭", "closed")),
            Map.entry("ordered", new Both("已下达", "ordered")),
            Map.entry("received", new Both("已送达", "received")),
            Map.entry("lapsed", new Both("过期未执行", "lapsed")),
            Map.entry("started", new Both("执行中", "started")),
            Map.entry("done", new Both("完成", "done")),
            Map.entry("failed", new Both("失败", "failed")),
            Map.entry("refused", new Both("拒绝", "refused")),
            Map.entry("expired", new Both("已过期", "expired")),
            Map.entry("awaited", new Both("待入网", "awaited")),
            Map.entry("enrolled", new Both("已入网", "enrolled")),
            Map.entry("revoked", new Both("已吊销", "revoked")),
            Map.entry("quarantined", new Both("已隔离", "quarantined")),
            Map.entry("paper", new Both("纸张", "paper")),
            Map.entry("toner", new Both("墨粉", "toner")),
            Map.entry("receiptRoll", new Both("凭条纸", "receipt roll")),
            Map.entry("cards", new Both("卡片", "cards")),
            Map.entry("blanks", new Both("空白证照", "blanks")),
            Map.entry("close-unit", new Both("暂停服务", "close the unit")),
            Map.entry("open-unit", new Both("恢复服务", "open the unit")),
            Map.entry("close-service", new Both("关闭事项", "close a service")),
            Map.entry("open-service", new Both("开放事项", "open a service")),
            Map.entry("self-test", new Both("设备自检", "test a device")),
            Map.entry("power-cycle", new Both("断电重启设备", "power-cycle a device")),
            Map.entry("fetch-logs", new Both("取运行记录", "fetch its log")),
            Map.entry("screenshot", new Both("取屏幕画面", "picture of its display")),
            Map.entry("in-use", new Both("有人在办事", "somebody is being served")),
            Map.entry("not-delivered", new Both("没有传到中心", "it did not reach the centre")),
            Map.entry("unsupported", new Both("这台终端不会做", "this unit can't do it")),
            Map.entry("unknown-device", new Both("没有这个设备", "no such device")),
            Map.entry("unknown-service", new Both("没有这个事项", "no such service")),
            Map.entry("no-relay", new Both("设备没有接继电器", "no relay is wired to it")),
            Map.entry("device-silent", new Both("设备没有恢复", "it has not come back")),
            Map.entry("interrupted", new Both("被断电打断", "cut short by the power")),
            Map.entry("closed-by-staff", new Both("现场人员已暂停服务", "closed by staff on the spot")),
            Map.entry("success", new Both("正常", "passed")),
            Map.entry("restart", new Both("重启软件", "restart")),
            Map.entry("show-notice", new Both("显示公告", "show a notice")),
            Map.entry("not-ordered", new Both("未下达", "not ordered")),
            Map.entry("stopped", new Both("已叫停", "stopped")),
            Map.entry("waiting", new Both("待受理", "waiting")),
            Map.entry("acknowledged", new Both("已受理", "acknowledged")),
            Map.entry("viewer", new Both("查看员", "viewer")),
            Map.entry("operator", new Both("值班员", "operator")),
            Map.entry("engineer", new Both("工程师", "engineer")),
            Map.entry("administrator", new Both("管理员", "administrator")));

    public String say(String chinese, String inEnglish) {
        return english ? inEnglish : chinese;
    }

    /** A word of the contract, as people say it. */
    public String word(String keyword) {
        Both known = KNOWN.get(keyword);
        return known == null ? keyword : say(known.chinese, known.english);
    }

    public String grade(Grade grade) {
        return switch (grade) {
            case DOWN -> say("故障", "down");
            case STUCK -> say("卡死", "stuck");
            case DEGRADED -> say("降级", "degraded");
        };
    }

    /** What a rule of the alarms is called. */
    public String rule(String keyword) {
        return Rulebook.title(keyword)
                .map(title -> say(title.chinese(), title.english()))
                .orElse(keyword);
    }

    /** Why a command has ended as it did, or what it has found. */
    public String outcome(Command command) {
        String reason = command.reason();
        String result = command.result();
        if (reason != null) {
            return word(reason);
        }
        return result == null
                ? ""
                : Json.read(result, JsonNode.class).map(JsonNode::propertyStream).stream()
                        .flatMap(found -> found)
                        .map(found -> found.getKey().equals("bytes")
                                ? found.getValue().asLong() / 1024 + " KB"
                                : word(found.getValue().asString()))
                        .collect(Collectors.joining(", "));
    }

    /** Why there is an alarm. */
    public String reasons(Alarm alarm) {
        return alarm.reasons().stream().map(this::word).collect(Collectors.joining(", "));
    }

    public String language() {
        return english ? "en" : "zh-CN";
    }

    /** The day and minute. */
    public String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZONE));
    }

    /** For a table: date and time, to be reckoned with; empty for never. */
    public String exactly(@Nullable Instant at) {
        return at == null ? "" : EXACTLY.format(at.atOffset(ZONE));
    }

    /** How long it has been so, in its largest unit. */
    public String since(Instant at) {
        Duration past = Duration.between(at, now);
        if (past.toDays() > 0) {
            return say(past.toDays() + " 天", past.toDays() + " d");
        }
        if (past.toHours() > 0) {
            return say(past.toHours() + " 小时", past.toHours() + " h");
        }
        if (past.toMinutes() > 0) {
            return say(past.toMinutes() + " 分钟", past.toMinutes() + " min");
        }
        return say("刚才", "just now");
    }
}
