module Shop
  class OutOfStock < StandardError; end
  class IllegalState < StandardError; end

  def self.ensure!(condition, message)
    raise IllegalState, message unless condition
  end

  class Order
    attr_reader :lines

    def initialize(lines, state = :new)
      @lines = lines
      @state = state
    end

    def total
      lines.sum { |line| amount(line) }
    end

    def amount(line)
      line[:cents] * line[:count]
    end

    def ship
      Shop.ensure!(@state == :paid, "Order 4711 is #{@state}")
    end

    def reserve(count)
      take(count)
    rescue ArgumentError
      raise OutOfStock, "#{count} of A-1 cannot be reserved"
    end

    def take(count)
      raise ArgumentError, "3 left" if count > 3
    end

    def rename(name)
      store(name.freeze)
    end

    def store(name)
      name << " (gift)"
    end

    def method_for(payment)
      handler(payment)
    end

    def handler(payment)
      public_send("pay_by_#{payment}")
    end

    def secret
      audit
    end

    def audit
      Invoice.new.number
    end

    def coupon(codes)
      best(codes).upcase
    end

    def best(codes)
      codes.find { |code| code.start_with?("X") }
    end

    def bundle(depth)
      bundle(depth + 1) + 1
    end

    def fetch(key)
      option({ gift: true }, key)
    end

    def option(options, key)
      options.fetch(key)
    end

    def quantity(text)
      whole(text)
    end

    def whole(text)
      Integer(text)
    end
  end

  class Invoice
    private

    def number
      1
    end
  end
end
