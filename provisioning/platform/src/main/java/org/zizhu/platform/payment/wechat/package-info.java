/** WeChat Pay (v3, Native): the official client signs, verifies and decrypts. */
@NullMarked
package org.zizhu.platform.payment.wechat;

import org.jspecify.annotations.NullMarked;
