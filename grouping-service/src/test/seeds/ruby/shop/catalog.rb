require "json"
require "date"
require "uri"
require "yaml"
require "csv"
require "erb"
require "socket"
require "net/http"
require "timeout"
require "zlib"
require "openssl"

module Shop
  class ImportFailed < StandardError; end

  module Catalog
    module_function

    def average(ratings)
      mean(ratings)
    end

    def mean(values)
      values.sum / values.size
    end

    def feed(text)
      items(text)
    rescue JSON::ParserError
      raise ImportFailed, "The feed cannot be read"
    end

    def items(text)
      JSON.parse(text)["items"]
    end

    def launch(day)
      year(day)
    end

    def year(day)
      Date.iso8601(day).year
    end

    def image(url)
      resized(url)
    end

    def resized(url)
      URI.parse(url).query
    end

    def settings(text)
      YAML.safe_load(text)
    end

    def rows(text)
      CSV.parse(text, headers: true).map { |row| row_total(row) }
    end

    def row_total(row)
      Float(row["total"])
    end

    def card(product)
      ERB.new("<b><%= product.title %></b>").result(binding)
    end

    def slug(name)
      name.encode("US-ASCII")
    end

    def compare(a, b)
      [a, b].sort
    end

    def search(query)
      pattern(query).match?("lamp")
    end

    def pattern(query)
      Regexp.new(query)
    end

    def read(path)
      File.read(path).lines
    end

    def price(gateway, port)
      connect(gateway, port).read
    end

    def connect(host, port)
      TCPSocket.new(host, port)
    end

    def rates
      Net::HTTP.get(URI("http://127.0.0.1:9/rates"))
    end

    def slow
      Timeout.timeout(0.02) { wait }
    end

    def wait
      sleep 5
    end

    def unzip(data)
      Zlib::Inflate.inflate(data)
    end

    def verify(key)
      OpenSSL::PKey::RSA.new(key)
    end

    def in_thread
      Thread.new { Thread.current.report_on_exception = false; index(nil) }.join
    end

    def index(words)
      words.map(&:downcase)
    end

    def lazily
      (1..3).lazy.map { |n| inverse(n - 2) }.to_a
    end

    def inverse(n)
      12 / n
    end

    def in_fiber
      Fiber.new { resume_item([]) }.resume
    end

    def resume_item(items)
      items.fetch(3)
    end

    def rule(text)
      eval(text, binding, "discount.rule", 1)
    end

    def frozen_tags
      [:a].freeze.push(:b)
    end

    def plugin(name)
      require name
    end

    def constant(name)
      Shop.const_get(name)
    end

    def arity
      label("a", "b", "c")
    end

    def label(name)
      name
    end

    def convert(amount)
      amount.to_money
    end

    def throw_item
      throw :found, 3
    end
  end
end
